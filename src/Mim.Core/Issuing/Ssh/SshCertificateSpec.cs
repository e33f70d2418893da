using Mim.Core.Discovery.Ssh;

namespace Mim.Core.Issuing.Ssh;

/// <summary>Everything that goes into one certificate of SSH (OpenSSH PROTOCOL.certkeys).</summary>
public sealed record SshCertificateSpec
{
    /// <summary>The key to certify, in wire format (RFC 4253 section 6.6).</summary>
    public required ReadOnlyMemory<byte> PublicKey { get; init; }

    public required bool IsForHost { get; init; }

    public required ulong SerialNumber { get; init; }

    public required string KeyId { get; init; }

    public required IReadOnlyList<string> Principals { get; init; }

    /// <summary>UTC, whole seconds.</summary>
    public required DateTimeOffset NotBefore { get; init; }

    /// <summary>UTC, whole seconds.</summary>
    public required DateTimeOffset NotAfter { get; init; }

    /// <summary>In the order of their names, as readers demand.</summary>
    public IReadOnlyList<SshKeyOption> CriticalOptions { get; init; } = [];

    /// <inheritdoc cref="CriticalOptions"/>
    public IReadOnlyList<SshKeyOption> Extensions { get; init; } = [];
}
