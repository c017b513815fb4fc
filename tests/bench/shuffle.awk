# Pieces of some 4 KB, which end with a paragraph if it is not too far, in a
# new order each time round, until there are enough bytes; always the same.
#
#	LC_ALL=C awk -v bytes=N -f shuffle.awk FILE ...

{
	piece[n + 0] = piece[n + 0] $0 "\n"
	size = length(piece[n])
	if ((size >= 4096 && $0 == "") || size >= 8192)
		n++
}

END {
	if (NR == 0)
		exit 1
	if (n in piece)
		n++
	seed = 1
	while (written < bytes) {
		for (i = n - 1; i > 0; i--) {
			# Park and Miller's; it fits a double.
			seed = seed * 16807 % 2147483647
			k = seed % (i + 1)
			swap = piece[i]
			piece[i] = piece[k]
			piece[k] = swap
		}
		for (i = 0; i < n && written < bytes; i++) {
			if (length(piece[i]) > bytes - written)
				piece[i] = substr(piece[i], 1, bytes - written)
			printf "%s", piece[i]
			written += length(piece[i])
		}
	}
}
