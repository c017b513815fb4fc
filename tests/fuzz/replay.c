/*
 * A main for the fuzz targets where there is no fuzzer: reads the files that
 * are named, or those of the target's own corpus, and gives each to it.  Says
 * in TAP how that went; a target that finds fault ends the program.
 */
#include <dirent.h>
#include <string.h>

#include "buf.h"
#include "fuzz.h"

#define PREFIX	"fuzz_"

static int	count;

static int
replay(const char *path)
{
	const char	*name = strrchr(path, '/');
	char		*copy, block[4096];
	struct buf	 b = { 0 };
	size_t		 n;
	FILE		*f;
	int		 e = 0;

	if ((f = fopen(path, "rb")) == NULL) {
		printf("Bail out! cannot open %s\n", path);
		return -1;
	}
	while (e == 0 && (n = fread(block, 1, sizeof(block), f)) > 0)
		e = buf_append(&b, block, n);
	if (e != 0 || ferror(f) || (copy = malloc(b.len + 1)) == NULL) {
		printf("Bail out! cannot read %s\n", path);
		fclose(f);
		return -1;
	}
	fclose(f);
	if (b.len > 0)
		memcpy(copy, b.data, b.len);
	/* Of its very size, so that a read past it shows. */
	if (b.len > 0 && (copy = realloc(copy, b.len)) == NULL)
		return -1;
	LLVMFuzzerTestOneInput((const uint8_t *)copy, b.len);
	free(copy);
	buf_free(&b);
	printf("ok %d - %s\n", ++count, name == NULL ? path : name + 1);
	fflush(stdout);
	return 0;
}

/* All files in a directory, in the order of their names. */
static int
replay_all(const char *dir)
{
	struct dirent	**file;
	struct buf	  path = { 0 };
	int		  n, i, bad = 0;

	if ((n = scandir(dir, &file, NULL, alphasort)) == -1) {
		printf("Bail out! cannot read %s\n", dir);
		return -1;
	}
	for (i = 0; i < n; i++) {
		path.len = 0;
		if (file[i]->d_name[0] != '.' && !bad)
			bad = buf_printf(&path, "%s/%s", dir,
			    file[i]->d_name) != 0 || replay(buf_string(&path));
		free(file[i]);
	}
	free(file);
	buf_free(&path);
	return bad;
}

int
main(int argc, char *argv[])
{
	const char	*src = getenv("abs_srcdir");
	const char	*name = strstr(argv[0], PREFIX);
	struct buf	 dir = { 0 };
	int		 i, bad = 0;

	for (i = 1; i < argc && !bad; i++)
		bad = replay(argv[i]);
	if (argc == 1 && name != NULL) {
		/* The last one is the program's own name. */
		while (strstr(name + 1, PREFIX) != NULL)
			name = strstr(name + 1, PREFIX);
		bad = buf_printf(&dir, "%s/tests/fuzz/corpus/%s",
		    src == NULL ? "." : src, name + strlen(PREFIX)) != 0 ||
		    replay_all(buf_string(&dir));
		buf_free(&dir);
	}
	printf("1..%d\n", count);
	return bad ? EXIT_FAILURE : EXIT_SUCCESS;
}
