using Mim.Core.Audit;
using Mim.Core.Discovery;
using Mim.Core.Identities;
using Mim.Core.Issuing;
using Mim.Core.Ports;

namespace Mim.Core.Accounts;

/// <summary>
/// Accounts that a search brought into the inventory, and that are registered under the name they have there: the identity goes on, with what
/// people said of it and what is known of its use, and the password is its next version.
/// </summary>
/// <param name="machine">What this machine calls itself.</param>
internal sealed class AccountAdoption(string machine)
{
    /// <summary>Who goes on under the wanted name; null when nobody has it.</summary>
    /// <exception cref="MimException"><see cref="MimErrorCause.IdentityExists"/>: somebody else has it, with what tells them apart.</exception>
    public AdoptedAccount? Find(AccountHolders holders, NewAccount wanted, CancellationToken cancellationToken)
    {
        var query = new IdentityQuery { Names = [Wildcard.Escape(wanted.Name)], Kinds = [IdentityKind.ServiceAccount], IncludeDestroyed = true };
        if (holders.Identities.Find(query, cancellationToken).FirstOrDefault() is not { } identity)
        {
            return null;
        }

        var adopted = new AdoptedAccount(identity, holders.Versions.OfIdentity(identity.Id));
        return Trouble(holders, adopted, wanted.Settings, cancellationToken) is { } trouble
            ? throw new MimException(
                MimErrorCause.IdentityExists, $"There is already a {IdentityKind.ServiceAccount} named '{wanted.Name}', and {trouble}.", wanted.Name)
            : adopted;
    }

    /// <summary>Writes the password as the next version of whom <see cref="Find"/> gave, and records the act.</summary>
    /// <exception cref="MimException">
    /// <see cref="MimErrorCause.VersionChanged"/>: it is not as it was then; <see cref="MimErrorCause.AlreadyClaimed"/>.
    /// </exception>
    public MachineIdentity Adopt(
        IInventoryTransaction transaction,
        ActScope acts,
        AdoptedAccount adopted,
        NewAccount wanted,
        PreparedVersion prepared,
        CancellationToken cancellationToken)
    {
        var holders = new AccountHolders(transaction.Identities, transaction.Versions, transaction.Targets, transaction.Locations);
        RequireUnchanged(adopted, Find(holders, wanted, cancellationToken), wanted.Name);
        if (transaction.Leases.Get(adopted.Identity.Id) is { } lease && lease.ExpiresAt > acts.Now)
        {
            throw new MimException(MimErrorCause.AlreadyClaimed, $"'{wanted.Name}' is being worked on by {lease.Owner}.", wanted.Name);
        }

        foreach (var version in adopted.Versions.Where(version => version.State == VersionState.Active))
        {
            transaction.Versions.Update(version with { State = VersionState.Deactivated, StateReason = "Superseded", StateAt = acts.Now, DueAt = null });
        }

        transaction.Versions.Add(prepared.Version);
        foreach (var value in prepared.Sealed)
        {
            transaction.Sealed.Put(value);
        }

        var written = VersionWriter.WithCurrent(adopted.As(wanted), prepared.Version, authority: null);
        transaction.Identities.Update(written);
        var told = VersionWriter.ActOf("AdoptAccount", written, prepared.Version);
        acts.Record(told with { Detail = new Dictionary<string, string>(told.Detail!) { ["account"] = PlaceOf(wanted.Settings) } });
        return written;
    }

    private static void RequireUnchanged(AdoptedAccount before, AdoptedAccount? now, string name)
    {
        if (now is null || now.Identity.Id != before.Identity.Id || now.Identity.UpdatedAt != before.Identity.UpdatedAt || now.NextNumber != before.NextNumber)
        {
            throw new MimException(MimErrorCause.VersionChanged, $"'{name}' was changed by somebody meanwhile: look at it, and try again.", name);
        }
    }

    private string? Trouble(AccountHolders holders, AdoptedAccount adopted, AccountSettings settings, CancellationToken cancellationToken)
    {
        var identity = adopted.Identity;
        if (identity.Status != VersionState.Active)
        {
            return $"it is {identity.Status}";
        }

        if (holders.Targets.Find(identity.Id, cancellationToken).FirstOrDefault() is { } target)
        {
            return $"it is rotated here: its target is '{target.Address}'";
        }

        if (adopted.Versions.Any(version => version.HasPrivateKey))
        {
            return "it has a credential in the inventory";
        }

        var place = PlaceOf(settings);
        var seen = holders.Locations.OfIdentity(identity.Id).Where(location => location.Kind == LocationKinds.Account).Select(location => location.Address).ToList();
        return seen switch
        {
            [] => "no search for accounts has found it",
            _ when !seen.Exists(address => Agree(address, place, settings)) => $"that is '{string.Join("' and '", seen)}', not '{place}'",
            _ => null,
        };
    }

    /// <summary>As a search writes it; of a pair the one whose password comes first.</summary>
    private string PlaceOf(AccountSettings settings) =>
        $"{settings.System} {(settings.System.IsDialed() ? settings.Endpoint : settings.Host?.Name ?? machine)} {settings.Accounts[0]}";

    // Servers are called the same in either case, and accounts on some systems only.
    private static bool Agree(string address, string place, AccountSettings settings)
    {
        var account = settings.Accounts[0].Length;
        return address.Length == place.Length
            && address[..^account].Equals(place[..^account], StringComparison.OrdinalIgnoreCase)
            && settings.System.Names().Equals(address[^account..], place[^account..]);
    }
}
