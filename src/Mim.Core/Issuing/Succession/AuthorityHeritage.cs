using Mim.Core.Identities;
using Mim.Core.Ports;

namespace Mim.Core.Issuing.Succession;

/// <summary>
/// What an authority takes over from the one whose place it takes: all that is not said otherwise, but not the URLs, behind which lie
/// the certificate and the lists of the old key.
/// </summary>
internal sealed class AuthorityHeritage(IInventoryReader inventory, AuthorityFinder finder)
{
    /// <summary>The authority to be replaced, and <paramref name="request"/> with what it says; as it is when it replaces none.</summary>
    /// <exception cref="MimException">
    /// <see cref="MimErrorCause.AuthorityNotFound"/>, <see cref="MimErrorCause.WrongState"/>, <see cref="MimErrorCause.InvalidArgument"/>.
    /// </exception>
    public (NewAuthority Wanted, MachineIdentity? Replaced) Complete(NewAuthority request, CancellationToken cancellationToken)
    {
        if (request.Replaces is null)
        {
            return request.CrossSign
                ? throw new MimException(
                    MimErrorCause.InvalidArgument,
                    $"'{request.Name}' is cross-signed with the authority that it replaces: name it.",
                    request.Name)
                : (request, null);
        }

        var replaced = finder.Find(request.Replaces, cancellationToken);
        var line = new AuthorityLine(inventory.Authorities);
        RequireReplaceable(line, replaced, inventory.Identities);
        var record = line.Get(replaced.Id)!;
        RequireSamePlace(request, replaced, record);
        var template = replaced.CurrentVersionId is { } id ? CertificateTemplate.FromJson(inventory.Versions.Get(id)?.Template) : null;
        var wanted = request with
        {
            Subject = request.Subject ?? replaced.Subject,
            Parent = request.Parent ?? ParentOf(line, record),
            KeyAlgorithm = request.KeyAlgorithm ?? template?.KeyAlgorithm,
            Lifetime = request.Lifetime ?? template?.Lifetime,
            PathLength = request.PathLength ?? record.PathLength,
            NameConstraints = request.NameConstraints is null or { IsEmpty: true } ? record.NameConstraints : request.NameConstraints,
            CrlLifetime = request.CrlLifetime ?? record.CrlLifetime,
            Owner = request.Owner ?? replaced.Owner,
            Purpose = request.Purpose ?? replaced.Purpose,
            Criticality = request.Criticality ?? replaced.Criticality,
            Environment = request.Environment ?? replaced.Environment,
            Tags = request.Tags.Count > 0 ? request.Tags : replaced.Tags,
        };
        return (wanted, replaced);
    }

    /// <exception cref="MimException"><see cref="MimErrorCause.WrongState"/>, naming why its place is not to be taken.</exception>
    public static void RequireReplaceable(AuthorityLine line, MachineIdentity replaced, IIdentityReader identities)
    {
        var trouble = line.Get(replaced.Id) switch
        {
            null => "was imported; it does not sign here",
            { State: AuthorityState.Prepared } => "is prepared itself and issues nothing yet",
            { State: AuthorityState.Retired } => "is retired",
            _ when line.SuccessorOf(replaced.Id) is { } successor =>
                $"is being replaced by '{identities.Get(successor.IdentityId)?.Name}' already",
            _ => null,
        };
        if (trouble is not null)
        {
            throw new MimException(MimErrorCause.WrongState, $"'{replaced.Name}' is not replaced: it {trouble}.", replaced.Name);
        }
    }

    private static void RequireSamePlace(NewAuthority request, MachineIdentity replaced, AuthorityRecord record)
    {
        if (request.Parent is not null && record.ParentId is null)
        {
            throw new MimException(
                MimErrorCause.InvalidArgument,
                $"'{replaced.Name}' is a root, and so is what takes its place: '{request.Name}' has no parent.",
                request.Name);
        }

        if (request.CrossSign && record.ParentId is not null)
        {
            throw new MimException(
                MimErrorCause.InvalidArgument,
                $"'{replaced.Name}' is no root: who trusts the authority above it needs no cross-signed certificate for '{request.Name}'.",
                request.Name);
        }
    }

    /// <summary>The authority above, or whoever took its place.</summary>
    private string? ParentOf(AuthorityLine line, AuthorityRecord record) =>
        record.ParentId is { } parent ? inventory.Identities.Get(line.IssuerAfter(parent))?.Name : null;
}
