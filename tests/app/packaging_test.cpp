// What a desktop reads about the program, as the desktops' own tools judge it.

#include <gtest/gtest.h>

#include "tests/support/program.h"
#include "tests/support/temp_folder.h"

namespace {

using dub::test::has_program;
using dub::test::output_of;

const std::string share = std::string(DUB_SOURCE_DIR) + "/share/org.dubstage.Dubstage";

TEST(Packaging, the_desktop_file_is_valid) {
    if (!has_program("desktop-file-validate")) GTEST_SKIP() << "desktop-file-validate is not installed";
    EXPECT_EQ(output_of("desktop-file-validate " + share + ".desktop"), "");
}

TEST(Packaging, the_appstream_data_is_valid) {
    if (!has_program("appstreamcli")) GTEST_SKIP() << "appstreamcli is not installed";
    EXPECT_TRUE(output_of("appstreamcli validate --no-net " + share + ".metainfo.xml"));
}

TEST(Packaging, the_file_type_is_taken_up_by_the_mime_database) {
    if (!has_program("update-mime-database")) GTEST_SKIP() << "update-mime-database is not installed";
    const dub::test::TempFolder folder;
    std::filesystem::create_directory(folder.path() / "packages");
    std::filesystem::copy_file(share + ".mime.xml", folder.path() / "packages/org.dubstage.Dubstage.xml");
    ASSERT_TRUE(output_of("update-mime-database " + folder.path().string()));
    const auto globs = output_of("cat " + (folder.path() / "globs2").string());
    ASSERT_TRUE(globs);
    EXPECT_NE(globs->find("application/x-dubstage:*.dub"), std::string::npos);
}

} // namespace
