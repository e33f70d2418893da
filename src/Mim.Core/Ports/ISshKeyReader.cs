using Mim.Core.Discovery.Ssh;

namespace Mim.Core.Ports;

/// <summary>Reads keys and certificates of SSH out of the bytes of files, in every format they have. Decrypts nothing.</summary>
public interface ISshKeyReader
{
    /// <summary>
    /// What is in <paramref name="content"/>, in its order; none when it is in no format of SSH. What has the marks of one and cannot
    /// be read is a sighting that says so; nothing is ever thrown for content.
    /// </summary>
    /// <param name="content">At most 16 MiB.</param>
    /// <param name="role">
    /// What the file is to the one that names it: decides what its lines mean, and that a line which cannot be read is trouble; null
    /// when only the content can tell.
    /// </param>
    /// <param name="isOutline">Whether private keys were left out of it.</param>
    IReadOnlyList<SshKeySighting> Read(ReadOnlyMemory<byte> content, SshKeyRole? role, bool isOutline);
}
