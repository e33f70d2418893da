using Mim.Core.Risk;

namespace Mim.Core.Discovery.Accounts;

/// <summary>What is wrong with how an account is set up. Pure.</summary>
internal static class AccountTraitRules
{
    private static readonly IReadOnlyList<(AccountTraits Trait, HealthFinding Finding)> _rules =
    [
        (AccountTraits.PasswordEmpty, new(
            "PasswordEmpty", HealthSeverity.Critical, "its password is empty: anybody is let in", "give it a password, or lock it")),
        (AccountTraits.TrustsAnyone, new(
            "TrustsAnyone", HealthSeverity.Critical, "anybody may take it on", "name those who may in its trust policy")),
        (AccountTraits.SecondRoot, new(
            "SecondRoot", HealthSeverity.High, "it is root under another name", "remove it, and give rights by sudo")),
        (AccountTraits.UnconstrainedDelegation, new(
            "UnconstrainedDelegation", HealthSeverity.High, "it can act everywhere as whoever logs in to it", "limit it to the services that it needs by resource-based delegation")),
        (AccountTraits.NoPreauthentication, new(
            "NoPreauthentication", HealthSeverity.High, "anybody can have of Kerberos what its password is guessed from", "require pre-authentication")),
        (AccountTraits.PasswordReversible, new(
            "PasswordReversible", HealthSeverity.High, "its password can be had back from what is stored", "forbid reversible encryption, and rotate it")),
        (AccountTraits.PasswordNotRequired, new(
            "PasswordNotRequired", HealthSeverity.High, "its password may be empty", "require one, and rotate it")),
        (AccountTraits.WeakEncryption, new("WeakEncryption", HealthSeverity.High, "Kerberos uses DES for it", "allow AES only, and rotate it")),
        (AccountTraits.NoSecondFactor, new(
            "NoSecondFactor", HealthSeverity.High, "it has a password for people and no second factor", "remove the password, or require a second factor")),
        (AccountTraits.ProtocolTransition, new(
            "ProtocolTransition", HealthSeverity.Medium, "it can act as anybody without his log-in", "limit it to those services and to Kerberos")),
        (AccountTraits.OwnerDisabled, new(
            "OwnerDisabled", HealthSeverity.Medium, "the account of its owner is disabled", "name another owner, or close it")),
        (AccountTraits.PasswordHashWeak, new(
            "PasswordHashWeak", HealthSeverity.Medium, "its password is stored by a hash that is guessed quickly", "rotate it under a newer hash")),
        (AccountTraits.PasswordNeverExpires, new(
            "PasswordNeverExpires", HealthSeverity.Medium, "its password never expires", "register it with Register-MachineAccount and rotate it")),
    ];

    public static IEnumerable<HealthFinding> Inspect(AccountSighting account)
    {
        foreach (var (trait, finding) in _rules)
        {
            if (account.Is(trait))
            {
                yield return finding;
            }
        }

        var isPrivileged = account.Is(AccountTraits.Privileged);
        if (isPrivileged && account.IsService && !account.Is(AccountTraits.BuiltIn))
        {
            yield return new("Privileged", HealthSeverity.Medium, $"programs use it and it can do everything ({string.Join(", ", account.Privileges)})", "give it only what they need");
        }

        if (account.Source == AccountSource.ActiveDirectory && account.Services.Count > 0 && !account.Is(AccountTraits.Managed))
        {
            yield return new(
                "TicketGuessable",
                isPrivileged ? HealthSeverity.High : HealthSeverity.Medium,
                "anybody in the domain can have a ticket of its services and guess its password from that",
                "make it a group managed service account, or rotate it with 25 characters or more");
        }
    }
}
