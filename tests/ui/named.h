#pragma once
// Widgets found as a screen reader finds them.

#include <QWidget>

namespace dub::test {

// The widget of that kind which screen readers know by that name; null: there is none or more than one.
template <class Widget> Widget* named(QWidget& in, const char* name) {
    Widget* found = nullptr;
    for (Widget* const one : in.findChildren<Widget*>()) {
        if (one->accessibleName() != QString::fromUtf8(name)) continue;
        if (found != nullptr) return nullptr;
        found = one;
    }
    return found;
}

} // namespace dub::test
