using System.Security;

using Mim.Core.Tokens;

namespace Mim.PowerShell.Commands;

/// <summary>A token that was made, with its text. Times are UTC.</summary>
public sealed class MachineToken
{
    internal MachineToken(IssuedToken token, SecureString text)
    {
        Name = token.Identity.Name;
        IdentityId = token.Identity.Id;
        Version = token.Identity.Version;
        Owner = token.Identity.Owner;
        Scopes = token.Terms.Scopes;
        Audiences = token.Terms.Audiences;
        Networks = token.Terms.Networks;
        MaximumUses = token.Terms.MaximumUses;
        NotBefore = token.Identity.NotBefore;
        NotAfter = token.Identity.NotAfter;
        Token = text;
    }

    public string Name { get; }

    public Guid IdentityId { get; }

    /// <summary>1 for the first.</summary>
    public int Version { get; }

    public string? Owner { get; }

    public IReadOnlyList<string> Scopes { get; }

    public IReadOnlyList<string> Audiences { get; }

    public IReadOnlyList<string> Networks { get; }

    /// <summary>Null for any number.</summary>
    public int? MaximumUses { get; }

    public DateTimeOffset? NotBefore { get; }

    public DateTimeOffset? NotAfter { get; }

    /// <summary>The token itself; the store does not have it.</summary>
    public SecureString Token { get; }

    public override string ToString() => Name;
}
