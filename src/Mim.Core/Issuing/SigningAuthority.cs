using Mim.Core.Identities;
using Mim.Core.Ports;
using Mim.Core.Sealing;

namespace Mim.Core.Issuing;

/// <summary>An authority ready to sign. Owns its private key; workers load keys of their own from it.</summary>
internal sealed class SigningAuthority(
    MachineIdentity identity, CredentialVersion version, AuthorityRecord record, CertificateFacts facts, IReadOnlyList<NameConstraints> constraints, KeyMaterial pkcs8)
    : IDisposable
{
    public MachineIdentity Identity => identity;

    public CredentialVersion Version => version;

    public AuthorityRecord Record => record;

    public CertificateFacts Facts => facts;

    /// <summary>Name constraints of its own certificate and of every authority above it.</summary>
    public IReadOnlyList<NameConstraints> Constraints => constraints;

    /// <summary>Names of the authorities whose place it takes.</summary>
    public IReadOnlyList<string> Replaced { get; init; } = [];

    /// <summary>A key for one worker, which disposes it.</summary>
    public IPrivateKey LoadKey(IKeyFactory keys) => keys.Import(pkcs8.Span);

    public void Dispose() => pkcs8.Dispose();
}
