#include "speak.h"

static const char help[] =
"usage: sage-reflect [options] [file ...]\n"
"Say back what a message tells, as a good listener would.\n"
"\n"
"  -n, --count N           how many, best first (1)\n"
"  -k, --kind LIST         only of these kinds: feeling, content, meaning,\n"
"                          both, validate, effort\n"
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
	"feeling", "content", "meaning", "both",
	"validate", "effort", NULL
};

int
main(int argc, char *argv[])
{
	static const struct speech	speech = {
		SAGE_REFLECT, 1, kinds, help
	};

	speak_main(&speech, argc, argv);
}
