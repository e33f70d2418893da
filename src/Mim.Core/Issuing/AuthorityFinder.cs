using Mim.Core.Identities;
using Mim.Core.Ports;
using Mim.Core.Sealing;
using Mim.Core.Stores;

namespace Mim.Core.Issuing;

/// <summary>Finds authorities by name and makes them ready to sign.</summary>
internal sealed class AuthorityFinder(IInventory inventory, ICertificateReader reader, Sealer sealer, TimeProvider time)
{
    /// <summary>The authority of that name, or the only one that issues leaves when no name is given.</summary>
    /// <exception cref="MimException">
    /// <see cref="MimErrorCause.AuthorityNotFound"/>, <see cref="MimErrorCause.AuthorityUnusable"/>.
    /// </exception>
    public MachineIdentity Choose(string? name, CancellationToken cancellationToken)
    {
        var query = new IdentityQuery { Kinds = [IdentityKind.CertificateAuthority], Names = name is null ? [] : [Wildcard.Escape(name)] };
        var found = inventory.Identities.Find(query, cancellationToken).ToList();
        if (name is not null)
        {
            return found.FirstOrDefault()
                ?? throw new MimException(MimErrorCause.AuthorityNotFound, $"There is no authority '{name}'. Make one with New-MachineCertificateAuthority.", name);
        }

        var records = inventory.Authorities.All();
        var issuers = records.Select(record => record.IdentityId).Except(records.Select(record => record.ParentId).OfType<Guid>()).ToHashSet();
        var issuing = found.Where(authority => IsUsable(authority) && issuers.Contains(authority.Id)).ToList();
        return issuing switch
        {
            [var only] => only,
            [] => throw new MimException(MimErrorCause.AuthorityNotFound, "There is no authority that can issue. Make one with New-MachineCertificateAuthority."),
            _ => throw new MimException(
                MimErrorCause.AuthorityNotFound, $"Several authorities can issue: {string.Join(", ", issuing.Select(authority => authority.Name))}. Name one with -Authority."),
        };
    }

    /// <summary>Makes an authority ready to sign: unseals its key. The caller disposes it.</summary>
    /// <exception cref="MimException"><see cref="MimErrorCause.AuthorityUnusable"/>, naming why.</exception>
    public SigningAuthority Load(MachineIdentity authority)
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

    private SigningAuthority Unseal(MachineIdentity authority)
    {
        var what = $"the current version of authority '{authority.Name}'";
        var version = inventory.Versions.Get(authority.CurrentVersionId.Required(what)).Required(what);
        var record = inventory.Authorities.Get(authority.Id)
            ?? throw new MimException(MimErrorCause.AuthorityUnusable, $"Authority '{authority.Name}' was imported; it does not sign here.", authority.Name);
        var facts = reader.Read(version.Certificate);
        return new SigningAuthority(
            authority, version, record, facts, Constraints(record), sealer.Unseal(inventory.Sealed, version.Id, SealedPurpose.PrivateKey));
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
