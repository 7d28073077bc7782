// Damaged lists of text: an error or a list whose parts fit each other, never a crash.
#include <cstdlib>

#include <gtest/gtest.h>

#include "formats/turnover/text/ale.h"
#include "formats/turnover/text/session_text.h"
#include "tests/fuzz/edl_input.h"
#include "tests/support/mutate.h"

namespace dub::test {
namespace {

const int inputs = std::getenv("DUBSTAGE_FULL") ? 10'000 : 2'000;

TEST(TextMutations, of_an_edl_are_read_or_refused) {
    const std::string list =
        "TITLE: x\nFCM: DROP FRAME\n"
        "001 A AA/V C 00:00:59:28 00:01:02:02 01:00:59;28 01:01:02;02\n* FROM CLIP NAME: one\n"
        "* AUDIO LEVEL AT 00:00:59:28 IS -6.00 DB  (REEL A A1)\nAUD  3\n"
        "002 A V C 00:01:02:02 00:01:02:02 01:01:02;02 01:01:02;02\n"
        "002 B V D 012 11:00:00;00 11:00:02;00 01:01:02;02 01:01:04;02\nM2 B -029.9 11:00:00;00\n"
        "* LOC: 01:01:03;00 RED here\n* SOURCE FILE: B LONG\n>>> SOURCE NAME -> B\n";
    Mutator mutate(11);
    for (int i = 0; i < inputs; ++i)
        try_edl(mutate(list));
}

TEST(TextMutations, of_a_log_and_a_session_text_are_read_or_refused) {
    const std::string log =
        "Heading\nFIELD_DELIM\tTABS\nFPS\t23.976\n\nColumn\nName\tTracks\tStart\tEnd\tTape\n\nData\n"
        "5A-1\tVA1-4\t01:00:00:00\t01:00:02:00\tA001\n";
    const std::string session =
        "SESSION NAME:\tx\nSAMPLE RATE:\t48000.000000\nSESSION START TIMECODE:\t23:59:50:00\n"
        "TIMECODE FORMAT:\t29.97 Drop Frame\n\nO N L I N E  C L I P S  I N  S E S S I O "
        "N\nX.L\tX.wav\t[1]\n\n"
        "T R A C K  L I S T I N G\nTRACK NAME:\tA (Stereo)\nCOMMENTS:\t\nSTATE: Muted\nCHANNEL\tEVENT\tCLIP "
        "NAME\tSTART "
        "TIME\tEND TIME\tDURATION\tTIMESTAMP\tSTATE\n1\t1\t(fade in)\t23:59:51;00\t23:59:52;00\t\t\tUnmuted\n"
        "1\t2\tX.L\t23:59:52;00.50\t00:00:10;02\t\t01:00:00;00\tUnmuted\n2\t1\tX.R\t12+08.50\t401408\t\t0:01."
        "5\tUnmuted\n\n"
        "M A R K E R S  L I S T I N G\n#\tLOCATION\tTIME REFERENCE\tUNITS\tNAME\tTRACK NAME\tTRACK "
        "TYPE\tCOMMENTS\n"
        "1\t00:00:01;00\t528000\tSamples\tm\tA (Stereo)\tTrack\tc\n";
    Mutator mutate(13);
    int read = 0;
    for (int i = 0; i < inputs; ++i) {
        read += try_list(turnover::ale::parse_ale(mutate(log), "x.ale", {})) ? 1 : 0;
        read += try_list(turnover::pt_text::parse_session_text(mutate(session), "x.txt", {})) ? 1 : 0;
    }
    EXPECT_GT(read, inputs); // most damage costs a line and not the list
}

} // namespace
} // namespace dub::test
