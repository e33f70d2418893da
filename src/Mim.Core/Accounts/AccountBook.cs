using Mim.Core.Accounts.Windows;
using Mim.Core.Audit;
using Mim.Core.Delivery;
using Mim.Core.Identities;
using Mim.Core.Issuing;
using Mim.Core.Policies;
using Mim.Core.Ports;
using Mim.Core.Rotation;
using Mim.Core.Sealing;
using Mim.Core.Vault;

namespace Mim.Core.Accounts;

/// <summary>
/// Accounts of databases, directories and machines: each is an identity whose versions are passwords, and whose first target is the account
/// itself. So the one journal that rotates certificates changes it, proves it by logging in, tells its consumers, and takes it all back.
/// </summary>
public sealed class AccountBook : IVersionIssuer
{
    private readonly IInventory _inventory;
    private readonly ActLedger _ledger;
    private readonly SecretForge _forge;
    private readonly TargetAdapters _adapters;
    private readonly AccountAdoption _adoption;

    internal AccountBook(IInventory inventory, ActLedger ledger, SecretForge forge, TargetAdapters adapters)
    {
        (_inventory, _ledger, _forge, _adapters) = (inventory, ledger, forge, adapters);
        _adoption = new AccountAdoption(ledger.Context.Host);
    }

    IReadOnlyList<IdentityKind> IVersionSource.Kinds { get; } = [IdentityKind.ServiceAccount];

    /// <summary>Throws what <see cref="RegisterAsync"/> would throw before it logs in, and changes nothing.</summary>
    public void Check(NewAccount request, CancellationToken cancellationToken)
    {
        var (wanted, _, _) = Normalize(request, cancellationToken);
        TargetRules.RequireFree(TargetOf(wanted), _inventory.Targets.Find(identityId: null, cancellationToken));
    }

    /// <summary>
    /// Takes an account into the inventory. A password that it has is proved by logging in, and sealed; without one the first is generated,
    /// and installed by the first delivery or rotation. Nothing is changed at the account. The identity as which a search found it goes on.
    /// </summary>
    /// <exception cref="MimException">
    /// The rule that is broken, <see cref="MimErrorCause.IdentityExists"/>, <see cref="MimErrorCause.IdentityNotFound"/>: the administrator;
    /// <see cref="MimErrorCause.VersionChanged"/>, <see cref="MimErrorCause.AlreadyClaimed"/>: somebody works on what was found;
    /// <see cref="MimErrorCause.ProofFailed"/>: the password does not log in; <see cref="MimErrorCause.InstallFailed"/>: no answer.
    /// </exception>
    public async Task<MachineIdentity> RegisterAsync(NewAccount request, CancellationToken cancellationToken)
    {
        var (wanted, policy, adopted) = Normalize(request, cancellationToken);
        if (wanted.Password is { } password)
        {
            await RequireLogInAsync(wanted, password, cancellationToken).ConfigureAwait(false);
        }

        var identity = adopted?.Identity ?? wanted.ToIdentity(IdentityKind.ServiceAccount, _ledger.Now);
        var template = new AccountTemplate
        {
            Recipe = wanted.Recipe ?? new SecretRecipe(), Lifetime = wanted.Lifetime, Accounts = wanted.Settings.Accounts, Hold = wanted.Hold,
        };
        var number = adopted?.NextNumber ?? 1;
        var prepared = Forge(identity.Id, number, template, template.Accounts[0], wanted.Password, policy, cancellationToken).Issued(policy);
        return _ledger.Commit(
            (transaction, acts) =>
            {
                var target = TargetOf(wanted) with { IdentityId = identity.Id };
                TargetRules.RequireFree(target, transaction.Targets.Find(identityId: null, cancellationToken));
                var written = adopted is null
                    ? VersionWriter.AddNew(transaction, acts, "RegisterAccount", identity, prepared, authority: null)
                    : _adoption.Adopt(transaction, acts, adopted, wanted, prepared, cancellationToken);
                transaction.Targets.Put(target.ToTarget(written, acts.Now));
                if (wanted.Password is not null)
                {
                    var stored = transaction.Targets.Find(written.Id, cancellationToken).Single();
                    TargetCommit.Installed(transaction, stored, new HeldVersion(prepared.Version.Id, prepared.Version.Number), acts.Now);
                }

                return written;
            },
            cancellationToken);
    }

    PreparedVersion IVersionIssuer.PrepareNext(
        MachineIdentity identity, CredentialVersion current, int number, CancellationToken cancellationToken)
    {
        // A next password that no account gets would lock its consumers out.
        var isRegistered = _inventory.Targets.Find(identity.Id, cancellationToken).Any(target => target.Kind == TargetKind.Account);
        var template = (isRegistered ? AccountTemplate.FromJson(current.Template) : null) ?? throw new MimException(
            MimErrorCause.Unsupported, $"How '{identity.Name}' is rotated is not known: register it with Register-MachineAccount.", identity.Name);
        var policy = PolicyOf(identity.Criticality);
        PolicyRules.Enforce(policy, PolicySubject.Of(identity) with { Lifetime = SecretRules.LifetimeAgain(template.Lifetime, policy) });
        return Forge(identity.Id, number, template, template.After(current.Subject), password: null, policy, cancellationToken).Due(policy);
    }

    private static NewTarget TargetOf(NewAccount wanted) => new() { IdentityId = Guid.Empty, Kind = TargetKind.Account, Settings = wanted.Settings };

    private PreparedVersion Forge(
        Guid identityId, int number, AccountTemplate template, string account, KeyMaterial? password, IdentityPolicy policy, CancellationToken cancellationToken)
    {
        var content = new SecretContent(password, new SecretTemplate { Recipe = template.Recipe }, account);
        var prepared = _forge.Forge(identityId, number, content, SecretRules.LifetimeAgain(template.Lifetime, policy), cancellationToken);
        return prepared with { Version = prepared.Version with { Template = template.ToJson() } };
    }

    private async Task RequireLogInAsync(NewAccount wanted, KeyMaterial password, CancellationToken cancellationToken)
    {
        var settings = wanted.Settings;
        var adapter = _adapters.For(settings) as ILogsInToAccounts ?? throw new MimException(
            MimErrorCause.Unsupported, $"Accounts of {settings.System} are not supported here.", wanted.Name);
        using var credential = new AccountCredential(settings.Accounts[0], KeyMaterial.CopyOf(password.Span));
        if (await adapter.LogInAsync(settings, credential, cancellationToken).ConfigureAwait(false) != LoginAnswer.Accepted)
        {
            throw new MimException(
                MimErrorCause.ProofFailed, $"The password of '{wanted.Name}' does not log in to {settings.Address}, or none is asked for.", wanted.Name);
        }
    }

    private IdentityPolicy PolicyOf(Criticality criticality) => PolicyBook.Merge(_inventory.Policies)[(int)criticality];

    private (NewAccount Wanted, IdentityPolicy Policy, AdoptedAccount? Adopted) Normalize(NewAccount request, CancellationToken cancellationToken)
    {
        var name = NameRules.IdentityName(request.Name);
        SecretRules.Enforce(name, request.Password, request.Recipe, userName: null, request.Lifetime);
        TargetRules.Require(request.Hold is null || request.Settings.IsPair, name, "only the old one of a pair can be held");
        TargetRules.Require(request.Hold is null || request.Hold >= TimeSpan.Zero, name, "nothing is held for less than no time");
        var settings = (request.Settings with
        {
            AdministratorId = request.Administrator is { } administrator
                ? Administrators.IdOf(_inventory.Identities, administrator, cancellationToken)
                : request.Settings.AdministratorId,
        }).PlacedIn(_inventory, _ledger.Context.Host);
        if (settings.System == AccountSystem.Windows)
        {
            settings = settings with { Accounts = [.. settings.Accounts.Select(account => $"{WindowsAccountName.Of(account, _ledger.Context.Host)}")] };
        }

        TargetRules.Enforce(TargetOf(request with { Settings = settings }));
        _adapters.RequireHere(settings);
        if (settings.Host is { } host)
        {
            _adapters.RequireLogIn(host);
        }

        var wanted = request with { Name = name, Settings = settings };
        var holders = new AccountHolders(_inventory.Identities, _inventory.Versions, _inventory.Targets, _inventory.Locations);
        var adopted = _adoption.Find(holders, wanted, cancellationToken);
        wanted = adopted?.Complete(wanted) ?? wanted;
        var policy = PolicyOf(wanted.Tier);
        PolicyRules.Enforce(policy, new PolicySubject
        {
            Name = wanted.Name, Owner = wanted.Owner, Tags = wanted.Tags, Lifetime = wanted.Lifetime ?? policy.DefaultLifetime,
        });
        return (wanted, policy, adopted);
    }
}
