#include "speak.h"

static const char help[] =
"usage: sage-ask [options] [file ...]\n"
"Write questions worth asking about what a message tells.\n"
"\n"
"  -n, --count N           how many, best first (3)\n"
"  -k, --kind LIST         only of these kinds: feeling, experience, meaning,\n"
"                          need, support, story, hope\n"
"  -l, --lines             each line is a message\n"
"  -0, --null              each NUL-ended record is a message\n"
"      --chat              the message is a transcript, Name: text a line\n"
"      --history FILE      what was said before, kept in a file like that\n"
"      --me NAME           who we are in it (who did not speak last, or Me)\n"
"      --context CONTEXT   auto, work, code-review, family or friend\n"
"  -s, --seed N            others of those that fit as well\n"
"  -f, --format FORMAT     text or json\n"
"      --explain           what was read in the message as well\n"
"      --column-unit UNIT  char, byte, utf16 or display\n"
"      --stdin-name NAME   what standard input is called\n"
"      --line-buffered     write after each message\n"
"  -h, --help              this text\n"
"  -V, --version           the version\n"
"\n"
"exit status: 0, or 2 on trouble\n";

static const char *const kinds[] = {
	"feeling", "experience", "meaning", "need",
	"support", "story", "hope", NULL
};

int
main(int argc, char *argv[])
{
	static const struct speech	speech = {
		SAGE_ASK, 3, kinds, help
	};

	speak_main(&speech, argc, argv);
}
