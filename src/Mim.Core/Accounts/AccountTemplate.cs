using Mim.Core.Identities;
using Mim.Core.Issuing;
using Mim.Core.Policies;
using Mim.Core.Vault;

namespace Mim.Core.Accounts;

/// <summary>How the password of an account is generated and which accounts take turns, kept with each version for the next one.</summary>
internal sealed record AccountTemplate
{
    public SecretRecipe Recipe { get; init; } = new();

    /// <summary>The lifetime that was asked for; null for the policy's default.</summary>
    public TimeSpan? Lifetime { get; init; }

    public required IReadOnlyList<string> Accounts { get; init; }

    /// <summary>How long the old one of a pair lets in beside the new one; null for the policy's overlap.</summary>
    public TimeSpan? Hold { get; init; }

    public string ToJson() => TemplateJson.Write(this);

    /// <exception cref="MimException"><see cref="MimErrorCause.StoreDamaged"/>.</exception>
    public static AccountTemplate? FromJson(string? json) => TemplateJson.Read<AccountTemplate>(json);

    /// <summary>How long the version before stays open beside this one; where there is one account only, it does not.</summary>
    public static TimeSpan OverlapOf(MachineIdentity identity, CredentialVersion version, IdentityPolicy policy)
    {
        var template = identity.Kind == IdentityKind.ServiceAccount ? FromJson(version.Template) : null;
        var overlap = template?.Hold ?? policy.Overlap;
        return template is { Accounts.Count: 1 } ? TimeSpan.Zero : overlap > policy.QuietTime ? overlap : policy.QuietTime;
    }

    /// <summary>The account of the version after one in <paramref name="current"/>.</summary>
    public string After(string? current) => Accounts.FirstOrDefault(account => account != current) ?? Accounts[0];
}
