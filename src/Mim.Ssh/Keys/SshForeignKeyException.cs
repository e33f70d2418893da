namespace Mim.Ssh.Keys;

/// <summary>A key that is sound, and of an algorithm or curve that SSH does not have.</summary>
internal sealed class SshForeignKeyException(string message) : SshFormatException(message);
