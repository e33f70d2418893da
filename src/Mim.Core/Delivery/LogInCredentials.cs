using Mim.Core.Discovery.Ssh;
using Mim.Core.Identities;
using Mim.Core.Issuing.Ssh;
using Mim.Core.Ports;
using Mim.Core.Sealing;
using Mim.Core.Vault;

namespace Mim.Core.Delivery;

/// <summary>Finds what hosts are logged in to with: always the current version, so that it can be rotated.</summary>
internal sealed class LogInCredentials(IInventory inventory, Sealer sealer, SecretVault secrets, SshIssuingParts parts, TimeProvider time)
{
    /// <exception cref="MimException">
    /// <see cref="MimErrorCause.IdentityNotFound"/>; <see cref="MimErrorCause.InvalidArgument"/>: nobody logs in with such an identity;
    /// <see cref="MimErrorCause.WrongState"/>: not with this one any more; <see cref="MimErrorCause.PrivateKeyMissing"/>.
    /// </exception>
    public SshCredential Of(HostLogIn wanted)
    {
        var identity = inventory.Identities.Get(wanted.IdentityId) ?? throw new MimException(
            MimErrorCause.IdentityNotFound, $"The identity to log in with, '{wanted.Name}', is not there any more.", wanted.Name);
        var version = Current(identity);
        return identity.Kind switch
        {
            IdentityKind.SshKey => WithCertificate(Key(identity, version)),
            IdentityKind.SshCertificate => Certified(identity, version),
            IdentityKind.Secret => new SshPasswordCredential(identity.Name, version.Id, () => Password(identity)) { User = version.Subject },
            _ => throw new MimException(
                MimErrorCause.InvalidArgument,
                $"'{identity.Name}' is a {identity.Kind}: hosts are logged in to with an SshKey, an SshCertificate or a Secret.",
                identity.Name),
        };
    }

    private CredentialVersion Current(MachineIdentity identity)
    {
        var version = identity.CurrentVersionId is { } id ? inventory.Versions.Get(id) : null;
        return version is { State: VersionState.Active } && IsValid(version) ? version : throw new MimException(
            MimErrorCause.WrongState, $"'{identity.Name}' cannot be logged in with: it is {(version is { State: VersionState.Active } ? "not valid now" : identity.Status)}.", identity.Name);
    }

    // A key of SSH has no end of its own; only certificates are refused after theirs.
    private bool IsValid(CredentialVersion version) =>
        version.AuthorityId is null || (version.NotBefore <= time.GetUtcNow() && version.NotAfter > time.GetUtcNow());

    private SshKeyCredential Key(MachineIdentity identity, CredentialVersion version) => version is { HasPrivateKey: true, Certificate: { } blob }
        ? new SshKeyCredential(identity.Name, version.Id, blob, () => Open(version.Id))
        : throw new MimException(MimErrorCause.PrivateKeyMissing, $"The store does not hold the private key of '{identity.Name}'.", identity.Name);

    // Of the certificates that users' keys have, the one that holds longest.
    private SshKeyCredential WithCertificate(SshKeyCredential key)
    {
        var own = inventory.Versions.Get(key.VersionId)!;
        var best = inventory.Versions.Find(new VersionQuery { KeyFingerprint = own.KeyFingerprint }, CancellationToken.None)
            .Where(version => version.Id != own.Id && version.State == VersionState.Active && version.AuthorityId is not null && IsValid(version))
            .Where(version => SshCertificateTemplate.FromJson(version.Template) is { IsForHost: false, KeyOf: { } of } && of == own.IdentityId)
            .MaxBy(version => version.NotAfter);
        return best is null ? key : key with { Certificate = best.Certificate, CertificateVersionId = best.Id };
    }

    private SshKeyCredential Certified(MachineIdentity identity, CredentialVersion version)
    {
        var template = SshCertificateTemplate.FromJson(version.Template);
        var key = version.HasPrivateKey ? version
            : template?.KeyOf is { } of && inventory.Identities.Get(of)?.CurrentVersionId is { } id ? inventory.Versions.Get(id)
            : null;
        if (template is not { IsForHost: false } || key is not { HasPrivateKey: true } || key.KeyFingerprint != version.KeyFingerprint)
        {
            throw new MimException(
                MimErrorCause.PrivateKeyMissing, $"'{identity.Name}' is of no user's key that the store holds the private part of.", identity.Name);
        }

        using var signer = Open(key.Id);
        return new SshKeyCredential(identity.Name, key.Id, parts.KeyEncoder.EncodePublic(signer.SubjectPublicKeyInfo), () => Open(key.Id))
        {
            Certificate = version.Certificate, CertificateVersionId = version.Id,
        };
    }

    private ISigningKey Open(Guid versionId)
    {
        using var held = sealer.Unseal(inventory.Sealed, versionId, SealedPurpose.PrivateKey);
        using var pkcs8 = parts.PrivateKeyReader.ReadPkcs8(held.Memory);
        return parts.Keys.Import(pkcs8.Span);
    }

    private KeyMaterial Password(MachineIdentity identity)
    {
        var reading = secrets.Read([new SecretQuestion(identity.Id, null)], "log-in", CancellationToken.None)[0];
        return reading.Value ?? throw reading.Error!;
    }
}
