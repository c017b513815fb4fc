/* The built-in knowledge, made by lib/tools/mkknowledge. */
	.section .rodata
	.globl	knowledge_blob
	.globl	knowledge_blob_end
	.hidden	knowledge_blob
	.hidden	knowledge_blob_end
	.balign	64
knowledge_blob:
	.incbin	"engine.blob"
knowledge_blob_end:
	.balign	64
#if defined(__linux__) && defined(__ELF__)
	.section .note.GNU-stack, "", %progbits
#endif
