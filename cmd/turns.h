/*
 * The turns of a transcript, as people write them and as chat programs export
 * or copy them.  A turn begins with
 *
 *	Name: what was said		and so on, on lines of any number
 *	[TIME] Name: what was said	in brackets, or up to " - ", or without
 *	TIME <Name> what was said	with or without the time
 *	Name, [TIME]			and what was said on the next lines,
 *	Name -- TIME			with a long dash
 *	Name  TIME			with two blanks, or TIME in brackets
 *	Name				and blanks, or an emoji, and the TIME
 *	Name				and a long dash, and the TIME
 *	From: Name			and "Type: ", and more of that, and an
 *					empty line
 *
 * What a program says in it is passed over.  A line that begins with a blank
 * begins no turn, and neither does one whose name is a sentence: with a mark
 * that ends one, of several words the last of which is written small, or with
 * words that lib/data/chat.tsv has.  Where turns have a time, a name without
 * one is none, unless it is one of those or comes again.  What only looks like
 * a turn goes on with the one before, so that nothing that was said is lost.
 */
#ifndef TURNS_H
#define TURNS_H

#include "buf.h"
#include "sage.h"

struct turn {
	struct sage_text	who, text;
};

/*
 * Append the struct turn of a text, in order, each of which points into it;
 * none if it is no transcript.  We are called me, or NULL.  If it is one that
 * we keep ourselves, nothing in it is doubted.  Returns 0 or SAGE_ENOMEM.
 */
int	turns_read(struct buf *, struct sage_text, const char *me, int kept);

/* May somebody be called that in some transcript? */
int	turns_is_called(struct sage_text);

int	turns_same_name(struct sage_text, struct sage_text);

#endif
