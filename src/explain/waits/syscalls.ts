/** What a thread waits for in a system call. */
export type SyscallKind =
  /** A lock, or any other thread. */
  | "lock"
  /** The file or socket of its first argument. */
  | "descriptor"
  /** The sockets of a list. */
  | "poll";

/** Numbers of the Linux kernel: arch/x86/entry/syscalls/syscall_64.tbl, include/uapi/asm-generic/unistd.h. */
const tables: Readonly<Record<string, Readonly<Record<SyscallKind, readonly number[]>>>> = {
  x64: {
    lock: [202, 449],
    // read write pread64 pwrite64 readv writev connect sendto recvfrom sendmsg recvmsg fsync fdatasync sync_file_range
    descriptor: [0, 1, 17, 18, 19, 20, 42, 44, 45, 46, 47, 74, 75, 277],
    poll: [7, 271],
  },
  arm64: {
    lock: [98, 449],
    descriptor: [63, 64, 67, 68, 65, 66, 203, 206, 207, 211, 212, 82, 83, 84],
    poll: [73],
  },
};

/** `undefined` for a processor whose numbers are not known, and for calls that tell nothing. */
export function syscallKind(number: number, processor: string): SyscallKind | undefined {
  const table = tables[processor];
  if (table === undefined) return undefined;
  return (["lock", "descriptor", "poll"] as const).find((kind) => table[kind].includes(number));
}
