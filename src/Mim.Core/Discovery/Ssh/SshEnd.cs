namespace Mim.Core.Discovery.Ssh;

/// <summary>How a program on a host ended.</summary>
/// <param name="ExitCode">Its exit code; null when it never ran, or the connection broke.</param>
/// <param name="Trouble">What to make of it when more was expected.</param>
public sealed record SshEnd(int? ExitCode, MachineUnreachableException Trouble);
