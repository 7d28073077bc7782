#include <gtest/gtest.h>

#include <chrono>

#include "formats/xml/xml.h"

namespace dub::xml {
namespace {

TEST(Xml, elements_texts_and_attributes_are_found) {
    const auto document = Document::parse(
        "<a x='1'><!-- c --><b>one</b>\n <n:b y='&lt;2'> two </n:b><![CDATA[<raw>]]></a>", "text");
    ASSERT_TRUE(document) << document.error().text();
    const Node a = document->root();
    EXPECT_EQ(a.name(), "a");
    EXPECT_EQ(a.attribute("x"), "1");
    EXPECT_FALSE(a.attribute("z"));
    EXPECT_EQ(a.text(), "<raw>");
    EXPECT_EQ(a.text_of("b"), "one");
    ASSERT_EQ(a.children().size(), 2U);
    EXPECT_EQ(a.children()[1].local_name(), "b");
    EXPECT_EQ(a.children()[1].text(), "two");
    EXPECT_EQ(a.children()[1].attribute("y"), "<2");
    EXPECT_EQ(document->line(a.children()[1]), 2);
    EXPECT_EQ(a.find("b").text(), "one");
    EXPECT_FALSE(a.child("nothing"));
    EXPECT_EQ(a.child("nothing").text_of("deeper"), "");
}

TEST(Xml, an_error_names_the_line) {
    const auto document = Document::parse("<a>\n<b>\n</a>", "cut.xml");
    ASSERT_FALSE(document);
    EXPECT_EQ(document.error().code, ErrorCode::invalid);
    EXPECT_NE(document.error().text().find("cut.xml"), std::string::npos);
    EXPECT_NE(document.error().text().find("line 3"), std::string::npos) << document.error().text();
}

TEST(Xml, what_is_no_document_is_refused) {
    for (const char* const text : {"", "   ", "text", "<a>", "<a></b>", "<!-- only -->"})
        EXPECT_FALSE(Document::parse(text, "x")) << text;
}

TEST(Xml, entities_of_a_dtd_are_never_expanded) {
    const auto document = Document::parse(
        "<!DOCTYPE a [<!ENTITY e SYSTEM 'file:///etc/passwd'><!ENTITY f '&e;&e;'>]><a>&f;</a>", "x");
    ASSERT_TRUE(document);
    EXPECT_EQ(document->root().text(), "&f;");
}

TEST(Xml, limits_are_kept_before_memory_is_asked_for) {
    EXPECT_FALSE(Document::parse("<a>12345</a>", "x", {.bytes = 5}));
    std::string many = "<a>";
    for (int i = 0; i < 1000; ++i)
        many += "<b/>";
    EXPECT_FALSE(Document::parse(many + "</a>", "x", {.nodes = 1000}));
    EXPECT_TRUE(Document::parse(many + "</a>", "x"));
    std::string deep;
    for (int i = 0; i < 300'000; ++i)
        deep += "<a>";
    for (int i = 0; i < 300'000; ++i)
        deep += "</a>";
    EXPECT_FALSE(Document::parse(deep, "x"));
    EXPECT_FALSE(Document::parse("<a><b><c/></b></a>", "x", {.depth = 2}));
    EXPECT_TRUE(Document::parse("<a><b><c/></b></a>", "x", {.depth = 3}));
}

TEST(Xml, what_is_written_reads_back) {
    const std::string odd = "a & b < c > d \"e\" 'f' \t\n\r é 日 \xF0\x9F\x8E\xAC";
    Writer out;
    out.open("root").attribute("name", odd).element("empty", "").open("list").element("item", "one").close();
    const std::string text = out.finish();
    const auto document = Document::parse(text, "written");
    ASSERT_TRUE(document) << document.error().text() << text;
    EXPECT_EQ(document->root().attribute("name"), odd);
    EXPECT_EQ(document->root().child("list").text_of("item"), "one");
    EXPECT_EQ(text, Writer()
                        .open("root")
                        .attribute("name", odd)
                        .element("empty", "")
                        .open("list")
                        .element("item", "one")
                        .finish());
}

TEST(Xml, what_xml_cannot_hold_is_replaced) {
    EXPECT_EQ(escaped(std::string("a\0b\x01", 4)), "a\xEF\xBF\xBD"
                                                   "b\xEF\xBF\xBD");
    EXPECT_EQ(escaped("\xC0\x80\xED\xA0\x80"),
              "\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD"); // overlong, surrogate
    EXPECT_EQ(escaped("\xE2\x82"), "\xEF\xBF\xBD\xEF\xBF\xBD");                // cut off
}

} // namespace
} // namespace dub::xml
