/* What is built in: knowledge, models and the book, made by lib/tools, and texts
 * of lib/data that are read as they are. */
	.section .rodata

	.macro	block name file
	.globl	\name
	.globl	\name\()_end
	.hidden	\name
	.hidden	\name\()_end
	.balign	64
\name\():
	.incbin	"\file"
\name\()_end:
	.endm

	block	knowledge_blob, "engine.blob"
	block	read_blob, "read.blob"
	block	model_blob, "model.blob"
	block	book_blob, "book.blob"
	block	touch_text, "data/touch.tsv"
	block	attention_text, "data/attention.tsv"
	block	chat_text, "data/chat.tsv"
	block	repair_blob, "repair.blob"
	block	proposals_text, "data/repair/proposals.frames"
	.balign	64
#if defined(__linux__) && defined(__ELF__)
	.section .note.GNU-stack, "", %progbits
#endif
