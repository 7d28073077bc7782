#pragma once
// Gives a value from the control thread to the audio thread and takes the old one back to be freed.
// One giver, one taker. The taker never waits, allocates or frees: it swaps two pointers.
//
//   control:  handoff.give(std::make_unique<Plan>(...));      handoff.collect();   // frees what came back
//   audio:    if (Plan* fresh = handoff.take()) current = fresh;   // at a block edge; the former goes back
//   by itself
//
// A taker that needs the former for a while (a cross-fade) takes beside() it and lets go of it later.
// Four slots: `coming_` (given, not yet taken), `current_` and `former_` (the taker's), `returned_` (a chain
// of used values).

#include <atomic>
#include <memory>
#include <utility>

namespace dub {

template <class T> class Handoff {
  public:
    Handoff() = default;
    Handoff(const Handoff&) = delete;
    Handoff& operator=(const Handoff&) = delete;
    // Both threads must have let go.
    ~Handoff() {
        delete coming_.load();
        collect();
        delete former_;
        delete current_;
    }

    // [control] A value given before the last one was taken is replaced and freed here.
    void give(std::unique_ptr<T> value) {
        delete coming_.exchange(new Node{std::move(value), nullptr}, std::memory_order_acq_rel);
        collect();
    }

    // [audio] The newest value when a new one has arrived, else nullptr. Valid until the next take() that
    // gives one.
    T* take() noexcept {
        Node* const fresh = coming_.exchange(nullptr, std::memory_order_acq_rel);
        if (fresh == nullptr) return nullptr;
        if (current_ != nullptr) put_back(current_);
        current_ = fresh;
        return fresh->value.get();
    }

    // [audio] As take(), but the former value stays valid too until let_go(), which must come before the next
    // beside().
    T* beside() noexcept {
        Node* const fresh = coming_.exchange(nullptr, std::memory_order_acq_rel);
        if (fresh == nullptr) return nullptr;
        former_ = std::exchange(current_, fresh);
        return fresh->value.get();
    }
    void let_go() noexcept {
        if (former_ != nullptr) put_back(std::exchange(former_, nullptr));
    }

    // [control] Frees what the audio thread has handed back.
    void collect() {
        Node* node = returned_.exchange(nullptr, std::memory_order_acq_rel);
        while (node != nullptr)
            delete std::exchange(node, node->next);
    }

  private:
    struct Node {
        std::unique_ptr<T> value;
        Node* next;
    };

    // The taker is the only one that pushes, so the loop repeats only when collect() took the chain
    // meanwhile.
    void put_back(Node* node) noexcept {
        node->next = returned_.load(std::memory_order_relaxed);
        while (!returned_.compare_exchange_weak(node->next, node, std::memory_order_acq_rel,
                                                std::memory_order_relaxed)) {}
    }

    std::atomic<Node*> coming_{nullptr};
    std::atomic<Node*> returned_{nullptr};
    Node* current_ = nullptr;
    Node* former_ = nullptr;
};

} // namespace dub
