using Mim.Core.Sealing;

namespace Mim.Core.Accounts;

/// <summary>What an account logs in with. Owns the secret.</summary>
/// <param name="UserName">Its name on its system.</param>
/// <param name="Secret">UTF-8.</param>
public sealed record AccountCredential(string UserName, KeyMaterial Secret) : IDisposable
{
    public void Dispose() => Secret.Dispose();

    public override string ToString() => UserName;
}
