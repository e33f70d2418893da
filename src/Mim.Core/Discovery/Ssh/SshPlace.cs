namespace Mim.Core.Discovery.Ssh;

/// <summary>Where keys may lie on a machine, and what they are there.</summary>
/// <param name="Path">Of a file, or of a folder with a separator at the end.</param>
/// <param name="Role">Null when content and name tell.</param>
/// <param name="Account">Whose they are; null for those of the machine.</param>
internal sealed record SshPlace(string Path, SshKeyRole? Role, string? Account);
