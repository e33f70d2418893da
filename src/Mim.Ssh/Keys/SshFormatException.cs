namespace Mim.Ssh.Keys;

/// <summary>Bytes that are not what their format says. The message never holds content.</summary>
internal class SshFormatException(string message) : Exception(message);
