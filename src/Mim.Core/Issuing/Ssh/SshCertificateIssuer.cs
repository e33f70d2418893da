using Mim.Core.Audit;
using Mim.Core.Identities;
using Mim.Core.Policies;
using Mim.Core.Ports;

namespace Mim.Core.Issuing.Ssh;

/// <summary>Certifies keys of users and hosts with the authorities of SSH.</summary>
public sealed class SshCertificateIssuer : IVersionIssuer
{
    private readonly IInventory _inventory;
    private readonly ActLedger _ledger;
    private readonly SshAuthorityFinder _finder;
    private readonly SshCertificateForge _forge;
    private readonly SshSubjectKeys _subjects;
    private readonly SshCertificatePlanner _planner;

    internal SshCertificateIssuer(
        IInventory inventory, ActLedger ledger, SshAuthorityFinder finder, SshCertificateForge forge, SshSubjectKeys subjects, TimeProvider time)
    {
        (_inventory, _ledger, _finder, _forge, _subjects) = (inventory, ledger, finder, forge, subjects);
        _planner = new SshCertificatePlanner(subjects, time);
    }

    IReadOnlyList<IdentityKind> IVersionSource.Kinds { get; } = [IdentityKind.SshCertificate];

    /// <summary>Issues one certificate; it is committed, its key sealed if it was made, when this returns.</summary>
    /// <exception cref="MimException">The rule that is broken, <see cref="MimErrorCause.IdentityExists"/>, or the store's trouble.</exception>
    public MachineIdentity Issue(NewSshCertificate request, CancellationToken cancellationToken)
    {
        var wanted = SshCertificateRules.Normalize(request);
        var policy = PolicyOf(wanted.Tier);
        using var authority = _finder.Load(wanted.Authority, wanted.IsForHost, cancellationToken);
        var plan = _planner.Plan(wanted, policy, authority, cancellationToken);
        var identity = wanted.ToIdentity(IdentityKind.SshCertificate, _ledger.Now);
        var prepared = _forge.Forge(plan, authority, identity.Id, number: 1).Issued(policy);
        return _ledger.Commit(
            (transaction, acts) =>
            {
                RequireUsable(transaction, authority);
                RequireUnusedSerial(transaction.Versions, prepared.Version, wanted.Name, cancellationToken);
                return VersionWriter.AddNew(transaction, acts, "IssueSshCertificate", identity, prepared, authority.Identity.Name);
            },
            cancellationToken);
    }

    /// <summary>Throws what <see cref="Issue"/> would throw, and changes nothing.</summary>
    public void Check(NewSshCertificate request, CancellationToken cancellationToken)
    {
        var wanted = SshCertificateRules.Normalize(request);
        using var authority = _finder.Load(wanted.Authority, wanted.IsForHost, cancellationToken);
        var plan = _planner.Plan(wanted, PolicyOf(wanted.Tier), authority, cancellationToken);
        RequireUnusedSerial(_inventory.Versions, _forge.Forge(plan, authority, Guid.Empty, number: 1).Version, wanted.Name, cancellationToken);
        NameHolders.RequireFree(_inventory.Identities, IdentityKind.SshCertificate, wanted.Name, cancellationToken);
    }

    PreparedVersion IVersionIssuer.PrepareNext(
        MachineIdentity identity, CredentialVersion current, int number, CancellationToken cancellationToken)
    {
        var template = SshCertificateTemplate.FromJson(current.Template) ?? throw new MimException(
            MimErrorCause.Unsupported, $"'{identity.Name}' was not issued here and cannot be issued again; issue its replacement with New-MachineSshCertificate.", identity.Name);
        (byte[], string)? subject = template.KeyOf is { } key ? _subjects.Current(_inventory.Identities.Get(key), identity.Name)
            : template.KeepsKey ? _subjects.ReadCertificate(current.Certificate!, identity.Name)
            : null;
        var policy = PolicyOf(identity.Criticality);
        using var authority = _finder.LoadAgain(identity.Authority, template.IsForHost, cancellationToken);
        return _forge.Forge(_planner.PlanAgain(template, subject, identity, policy, authority), authority, identity.Id, number).Due(policy);
    }

    private static void RequireUsable(IInventoryTransaction transaction, SshSigningAuthority authority)
    {
        if (transaction.Identities.Get(authority.Identity.Id) is not { Status: VersionState.Active } now || now.CurrentVersionId != authority.Version.Id
            || transaction.Authorities.Get(now.Id) is not { State: AuthorityState.Active })
        {
            throw new MimException(MimErrorCause.AuthorityUnusable, $"Authority '{authority.Identity.Name}' stopped issuing meanwhile.", authority.Identity.Name);
        }
    }

    private static void RequireUnusedSerial(IVersionReader versions, CredentialVersion version, string name, CancellationToken cancellationToken)
    {
        var query = new VersionQuery { AuthorityId = version.AuthorityId, SerialNumber = version.SerialNumber };
        if (versions.Find(query, cancellationToken).Any())
        {
            throw new MimException(
                MimErrorCause.InvalidArgument, $"Authority '{version.Issuer}' has used the serial number of '{name}' already.", name);
        }
    }

    private IdentityPolicy PolicyOf(Criticality criticality) => PolicyBook.Merge(_inventory.Policies)[(int)criticality];
}
