/* What is built in: knowledge and models, made by lib/tools, and texts of
 * lib/data that are read as they are. */
	.section .rodata

	.macro	block name file more
	.globl	\name
	.globl	\name\()_end
	.hidden	\name
	.hidden	\name\()_end
	.balign	64
\name\():
	.incbin	"\file"
	.ifnb	\more
	.incbin	"\more"
	.endif
\name\()_end:
	.endm

	block	knowledge_blob, "engine.blob"
	block	read_blob, "read.blob"
	block	model_blob, "model.blob"
	block	feelings_text, "data/feelings.tsv"
	block	voice_text, "data/voice.tsv"
	block	needs_text, "data/needs.tsv"
	block	reflect_text, "data/frames/reflect.frames", "data/frames/crisis.frames"
	block	ask_text, "data/frames/ask.frames", "data/frames/crisis.frames"
	.balign	64
#if defined(__linux__) && defined(__ELF__)
	.section .note.GNU-stack, "", %progbits
#endif
