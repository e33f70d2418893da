using Mim.Core.Discovery.Ssh;
using Mim.Core.Ports;
using Mim.Ssh.Formats;

namespace Mim.Ssh;

/// <summary>Tells the formats of SSH apart and reads what is in them.</summary>
public sealed class SshKeyReader : ISshKeyReader
{
    public IReadOnlyList<SshKeySighting> Read(ReadOnlyMemory<byte> content, SshKeyRole? role, bool isOutline)
    {
        var octets = content.Span;
        return TryReadPrivateKey(octets, role is SshKeyRole.HostKey ? SshKeyRole.HostKey : SshKeyRole.PrivateKey, isOutline) is { } key ? [key]
            : RevocationFormat.TryRead(octets) is { } list ? list
            : Rfc4716Format.TryRead(octets, role ?? SshKeyRole.PublicKey) is { } publicKey ? [publicKey]
            : LineFormat.Read(octets, role);
    }

    private static SshKeySighting? TryReadPrivateKey(ReadOnlySpan<byte> content, SshKeyRole role, bool isOutline) =>
        HasFrame(content)
            ? OpenSshFormat.TryRead(content, role, isOutline) ?? PemFormat.TryRead(content, role, isOutline)
            : PuttyFormat.TryRead(content, role);

    // Programs and documents that only speak of keys have the words elsewhere than where a line begins.
    private static bool HasFrame(ReadOnlySpan<byte> content) => content.StartsWith("-----BEGIN "u8) || content.IndexOf("\n-----BEGIN "u8) >= 0;
}
