using Mim.Core.Identities;
using Mim.Core.Sealing;

namespace Mim.Core.Tokens;

/// <summary>A token that was made, which is here and nowhere else. Whoever has it disposes it.</summary>
/// <param name="Identity">Which token it is.</param>
/// <param name="Terms">What it is good for.</param>
/// <param name="Token">ASCII.</param>
public sealed record IssuedToken(MachineIdentity Identity, TokenTerms Terms, KeyMaterial Token) : IDisposable
{
    public void Dispose() => Token.Dispose();

    public override string ToString() => Identity.Name;
}
