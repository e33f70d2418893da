using Mim.Core.Identities;

namespace Mim.Core.Issuing;

/// <summary>
/// Optional power of an issuer: another system makes the credential, and is asked for it. What it answers is stored, sealed, in the one
/// transaction that ends the preparation of a rotation; a run that dies before that asks again, and the answer that was lost is of use to
/// nobody.
/// </summary>
internal interface IVersionAsker : IVersionIssuer
{
    /// <inheritdoc cref="IVersionIssuer.PrepareNext"/>
    Task<PreparedVersion> AskNextAsync(MachineIdentity identity, CredentialVersion current, int number, CancellationToken cancellationToken);
}
