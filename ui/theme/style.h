#pragma once
// Fusion with check boxes that can be seen on dark ground (its own outlines are darker than what they lie on)
// and lengths that shrink with the look. [window thread]

#include <QProxyStyle>

namespace dub::ui::theme {

class Style final : public QProxyStyle {
  public:
    Style();
    void drawPrimitive(PrimitiveElement element, const QStyleOption* option, QPainter* painter,
                       const QWidget* widget) const override;
    int pixelMetric(PixelMetric metric, const QStyleOption* option, const QWidget* widget) const override;
};

} // namespace dub::ui::theme
