using Mim.Core.Identities;
using Mim.Core.Ports;
using Mim.Core.Sealing;

namespace Mim.Core.Issuing.Ssh;

/// <summary>An authority of SSH ready to sign. Owns its private key.</summary>
internal sealed class SshSigningAuthority(MachineIdentity identity, CredentialVersion version, KeyMaterial pkcs8) : IDisposable
{
    public MachineIdentity Identity => identity;

    public CredentialVersion Version => version;

    /// <summary>Names of the authorities whose place it takes.</summary>
    public IReadOnlyList<string> Replaced { get; init; } = [];

    /// <summary>A key that the caller disposes.</summary>
    public IPrivateKey LoadKey(IKeyFactory keys) => keys.Import(pkcs8.Span);

    public void Dispose() => pkcs8.Dispose();
}
