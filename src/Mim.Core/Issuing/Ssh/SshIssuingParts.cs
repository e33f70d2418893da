using Mim.Core.Ports;

namespace Mim.Core.Issuing.Ssh;

/// <summary>The adapters that keys of SSH are made, handed out and revoked through.</summary>
public sealed record SshIssuingParts
{
    public required IKeyFactory Keys { get; init; }

    public required ISshKeyEncoder KeyEncoder { get; init; }

    public required ISshCertificateEncoder CertificateEncoder { get; init; }

    public required ISshKeyReader Reader { get; init; }

    public required ISshPublicKeyReader KeyReader { get; init; }

    public required ISshPrivateKeyReader PrivateKeyReader { get; init; }

    public required ISshRevocationListCodec RevocationLists { get; init; }

    public required ICredentialEncoder PemEncoder { get; init; }
}
