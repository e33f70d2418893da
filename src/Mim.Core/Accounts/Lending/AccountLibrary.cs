using System.Globalization;
using Mim.Core.Delivery;
using Mim.Core.Identities;
using Mim.Core.Ports;
using Mim.Core.Rotation;
using Mim.Core.Stores;
using Mim.Core.Vault;

namespace Mim.Core.Accounts.Lending;

/// <summary>
/// The accounts that may be lent, as one transaction sees them. What is lent is said by a tag: an account in daily use by a service has
/// none, and is lent to nobody by mistake.
/// </summary>
internal sealed class AccountLibrary(IInventoryTransaction transaction, DateTimeOffset now, CancellationToken cancellationToken)
{
    private const string Tag = "library";

    /// <summary>The account that was asked for, or the first of a library that is free.</summary>
    /// <exception cref="MimException">
    /// <see cref="MimErrorCause.IdentityNotFound"/>; <see cref="MimErrorCause.AccountLent"/>: somebody has it, or all of them;
    /// <see cref="MimErrorCause.WrongState"/>: it cannot be lent.
    /// </exception>
    public (MachineIdentity Identity, CredentialVersion Version) Choose(AccountLoan wanted)
    {
        if (wanted.IdentityId is { } id)
        {
            var identity = transaction.Identities.Get(id) ?? throw IdentityCatalog.NotFound(id);
            return Trouble(identity) is { } trouble ? throw trouble : (identity, VersionOf(identity));
        }

        var troubles = new List<MimException>();
        var query = new IdentityQuery { Kinds = [IdentityKind.ServiceAccount], Tags = [$"{Tag}={wanted.Library}"], Statuses = [VersionState.Active] };
        foreach (var identity in transaction.Identities.Find(query, cancellationToken))
        {
            if (Trouble(identity) is not { } trouble)
            {
                return (identity, VersionOf(identity));
            }

            troubles.Add(trouble);
        }

        throw troubles.Find(trouble => trouble.Cause == MimErrorCause.AccountLent) is { } lent
            ? new MimException(
                MimErrorCause.AccountLent, $"None of the {troubles.Count} accounts of the library '{wanted.Library}' is free. {lent.Message}", wanted.Library)
            : troubles.FirstOrDefault() ?? new MimException(
                MimErrorCause.IdentityNotFound, $"No account has the tag '{Tag}={wanted.Library}': that is what a library is made of.", wanted.Library);
    }

    /// <summary>Why an account is not lent now; null when it is free.</summary>
    private MimException? Trouble(MachineIdentity identity)
    {
        if (transaction.AccountLeases.Open(identity.Id) is { } lease)
        {
            return new MimException(MimErrorCause.AccountLent, LeaseRules.Held(lease, now), identity.Name);
        }

        var account = transaction.Targets.Find(identity.Id, cancellationToken).FirstOrDefault(target => target.Kind == TargetKind.Account);
        var trouble = identity switch
        {
            _ when account?.Settings is not AccountSettings => "is no account that is rotated here",
            { Status: not VersionState.Active } or { CurrentVersionId: null } => $"is {identity.Status}",
            _ when !identity.Tags.Any(tag => tag.StartsWith($"{Tag}=", StringComparison.OrdinalIgnoreCase)) => $"is in no library: only accounts with a tag such as {Tag}=admins are lent",
            _ when account.Settings is AccountSettings { IsPair: true } => "is a pair, whose old account stays open for a while after a return",
            _ when account.InstalledVersionId != identity.CurrentVersionId => "has a password that is not proved at its system: Publish-MachineIdentity does that",
            _ when Unfinished(identity) is { } rotation => $"has rotation {rotation.Id} that is {rotation.Outcome}: Resume-MachineIdentityRotation ends it",
            _ => null,
        };
        return trouble is null
            ? SecretReader.Trouble(identity, VersionOf(identity), now)
            : new MimException(MimErrorCause.WrongState, string.Create(CultureInfo.InvariantCulture, $"'{identity.Name}' {trouble}."), identity.Name);
    }

    private RotationRecord? Unfinished(MachineIdentity identity) => transaction.Journal
        .Find(new RotationQuery { IdentityId = identity.Id, Outcomes = RotationRules.Unended, First = 1 }, cancellationToken).FirstOrDefault();

    private CredentialVersion VersionOf(MachineIdentity identity) =>
        transaction.Versions.Get(identity.CurrentVersionId.Required("the version of an account")).Required("the version of an account");
}
