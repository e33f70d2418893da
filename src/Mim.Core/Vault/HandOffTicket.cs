using Mim.Core.Identities;
using Mim.Core.Sealing;

namespace Mim.Core.Vault;

/// <summary>A hand-off with its token, which is here and nowhere else. Whoever has it disposes it.</summary>
/// <param name="Identity">Whose secret it is.</param>
/// <param name="Version">Which one.</param>
/// <param name="HandOff">What the store knows of it.</param>
/// <param name="Token">ASCII.</param>
public sealed record HandOffTicket(MachineIdentity Identity, CredentialVersion Version, HandOff HandOff, KeyMaterial Token) : IDisposable
{
    public void Dispose() => Token.Dispose();

    public override string ToString() => Identity.Name;
}
