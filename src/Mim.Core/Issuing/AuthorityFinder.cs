using Mim.Core.Identities;
using Mim.Core.Issuing.Succession;
using Mim.Core.Ports;
using Mim.Core.Sealing;
using Mim.Core.Stores;

namespace Mim.Core.Issuing;

/// <summary>Finds authorities by name and makes them ready to sign.</summary>
internal sealed class AuthorityFinder(IInventory inventory, ICertificateReader reader, Sealer sealer, TimeProvider time)
{
    /// <summary>The authority of that name, whatever its state.</summary>
    /// <exception cref="MimException"><see cref="MimErrorCause.AuthorityNotFound"/>.</exception>
    public MachineIdentity Find(string name, CancellationToken cancellationToken) =>
        Named(Wildcard.Escape(name), cancellationToken).FirstOrDefault() ?? throw new MimException(
            MimErrorCause.AuthorityNotFound, $"There is no authority '{name}'. Make one with New-MachineCertificateAuthority.", name);

    /// <summary>
    /// The authority of that name, or the only one that issues leaves when no name is given. In place of one that is tainted, the one
    /// that issues instead.
    /// </summary>
    /// <exception cref="MimException">
    /// <see cref="MimErrorCause.AuthorityNotFound"/>, <see cref="MimErrorCause.AuthorityUnusable"/>.
    /// </exception>
    public MachineIdentity Choose(string? name, CancellationToken cancellationToken)
    {
        if (name is not null)
        {
            var found = Find(name, cancellationToken);
            return inventory.Identities.Get(new AuthorityLine(inventory.Authorities).IssuerFor(found.Id)) ?? found;
        }

        var issuers = Issuers();
        var issuing = Named(null, cancellationToken).Where(authority => IsUsable(authority) && issuers.Contains(authority.Id)).ToList();
        return issuing switch
        {
            [var only] => only,
            [] => throw new MimException(MimErrorCause.AuthorityNotFound, "There is no authority that can issue. Make one with New-MachineCertificateAuthority."),
            _ => throw new MimException(
                MimErrorCause.AuthorityNotFound, $"Several authorities can issue: {string.Join(", ", issuing.Select(authority => authority.Name))}. Name one with -Authority."),
        };
    }

    /// <summary>Who issues again what the authority of that name issued: a successor as soon as one issues.</summary>
    /// <exception cref="MimException">As <see cref="Choose"/>.</exception>
    public MachineIdentity ChooseAgain(string? name, CancellationToken cancellationToken) =>
        name is null ? Choose(null, cancellationToken) : IssuerAfter(Find(name, cancellationToken));

    /// <summary>Makes an authority ready to sign: unseals its key. The caller disposes it.</summary>
    /// <exception cref="MimException"><see cref="MimErrorCause.AuthorityUnusable"/>, naming why.</exception>
    public SigningAuthority Load(MachineIdentity authority)
    {
        Require(authority, IsUsable(authority));
        RequireIssuing(authority);
        return Unseal(authority);
    }

    /// <summary>The same for certifying the key of the authority that takes its place, whatever else it issues.</summary>
    /// <exception cref="MimException"><see cref="MimErrorCause.AuthorityUnusable"/>, naming why.</exception>
    public SigningAuthority LoadForCrossSigning(MachineIdentity authority)
    {
        Require(authority, IsUsable(authority));
        return Unseal(authority);
    }

    /// <summary>
    /// The same for lists: an authority that was revoked or suspended, whatever for, goes on saying which of its certificates
    /// are revoked until it ends itself. Who still trusts it learns more from that list, and never less.
    /// </summary>
    /// <exception cref="MimException"><see cref="MimErrorCause.AuthorityUnusable"/>, naming why.</exception>
    public SigningAuthority LoadForLists(MachineIdentity authority)
    {
        Require(authority, authority is { Status: not (VersionState.Destroyed or VersionState.PreActivation), HasPrivateKey: true } && IsInTime(authority));
        return Unseal(authority);
    }

    private static void Require(MachineIdentity authority, bool isFit)
    {
        if (!isFit)
        {
            var why = authority.Status != VersionState.Active ? authority.Status.ToString()
                : !authority.HasPrivateKey ? "without its private key" : "outside its validity";
            throw new MimException(MimErrorCause.AuthorityUnusable, $"Authority '{authority.Name}' is {why} and cannot sign.", authority.Name);
        }
    }

    private void RequireIssuing(MachineIdentity authority)
    {
        if (AuthorityStanding.Trouble(inventory, authority) is { } why)
        {
            throw new MimException(MimErrorCause.AuthorityUnusable, $"Authority '{authority.Name}' {why}.", authority.Name);
        }
    }

    private IEnumerable<MachineIdentity> Named(string? pattern, CancellationToken cancellationToken) => inventory.Identities.Find(
        new IdentityQuery { Kinds = [IdentityKind.CertificateAuthority], Names = pattern is null ? [] : [pattern] }, cancellationToken);

    private MachineIdentity IssuerAfter(MachineIdentity authority) =>
        inventory.Identities.Get(new AuthorityLine(inventory.Authorities).IssuerAfter(authority.Id)) ?? authority;

    /// <summary>Those that issue, stand above no other, and do not take the place of one that does.</summary>
    private HashSet<Guid> Issuers()
    {
        var records = inventory.Authorities.All();
        var line = new AuthorityLine(records);
        var parents = records.Select(record => record.ParentId).OfType<Guid>().ToHashSet();
        return records
            .Select(record => record.IdentityId)
            .Where(line.Issues)
            .Where(id => !parents.Contains(id) && !line.Before(id).Any(before => parents.Contains(before.IdentityId)))
            .ToHashSet();
    }

    private SigningAuthority Unseal(MachineIdentity authority)
    {
        var what = $"the current version of authority '{authority.Name}'";
        var version = inventory.Versions.Get(authority.CurrentVersionId.Required(what)).Required(what);
        var record = inventory.Authorities.Get(authority.Id)
            ?? throw new MimException(MimErrorCause.AuthorityUnusable, $"Authority '{authority.Name}' was imported; it does not sign here.", authority.Name);
        var facts = reader.Read(version.Certificate);
        return new SigningAuthority(
            authority, version, record, facts, Constraints(record), sealer.Unseal(inventory.Sealed, version.Id, SealedPurpose.PrivateKey))
        {
            Replaced = new AuthorityLine(inventory.Authorities).NamesBefore(authority.Id, inventory.Identities),
        };
    }

    private bool IsUsable(MachineIdentity authority) => authority is { Status: VersionState.Active, HasPrivateKey: true } && IsInTime(authority);

    private bool IsInTime(MachineIdentity authority)
    {
        var now = time.GetUtcNow();
        return authority.NotBefore <= now && authority.NotAfter > now;
    }

    private List<NameConstraints> Constraints(AuthorityRecord record)
    {
        var constraints = new List<NameConstraints>();
        for (var current = record; current is not null; current = current.ParentId is { } parent ? inventory.Authorities.Get(parent) : null)
        {
            if (current.NameConstraints is { IsEmpty: false } own)
            {
                constraints.Add(own);
            }
        }

        return constraints;
    }
}
