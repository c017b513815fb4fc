/* What the tests of the voice and of clauses have in common. */
#ifndef OPENED_H
#define OPENED_H

#include <check.h>

#include "reading.h"
#include "voice.h"

static struct knowledge	kn;
static struct model	model;
static struct book	book;
static struct voice	voice;

/* The built-in voice. */
static void
set_up(void)
{
	ck_assert_int_eq(knowledge_open(&kn, read_blob,
	    (size_t)(read_blob_end - read_blob)), 0);
	ck_assert_int_eq(model_open(&model, model_blob,
	    (size_t)(model_blob_end - model_blob)), 0);
	ck_assert_int_eq(book_open(&book, book_blob,
	    (size_t)(book_blob_end - book_blob)), 0);
	ck_assert_int_eq(voice_open(&voice, &book, &kn, &model), 0);
}

#endif
