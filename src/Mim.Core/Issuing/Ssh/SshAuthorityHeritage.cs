using Mim.Core.Identities;
using Mim.Core.Issuing.Succession;
using Mim.Core.Ports;
using Mim.Core.Stores;

namespace Mim.Core.Issuing.Ssh;

/// <summary>What an authority of SSH takes over from the one whose place it takes: all but its key and its comment.</summary>
internal sealed class SshAuthorityHeritage(IInventoryReader inventory, SshAuthorityFinder finder)
{
    /// <summary>The like of an authority, to take its place under a name of its own.</summary>
    /// <exception cref="MimException"><see cref="MimErrorCause.AuthorityNotFound"/>, <see cref="MimErrorCause.WrongState"/>.</exception>
    public NewSshAuthority Next(string name, string replaces, CancellationToken cancellationToken)
    {
        var replaced = finder.Find(replaces, cancellationToken);
        var template = TemplateOf(replaced);
        return new NewSshAuthority
        {
            Name = name,
            Replaces = replaced.Name,
            Use = template.AuthorityUse,
            KeyAlgorithm = template.KeyAlgorithm,
            Lifetime = template.Lifetime,
            Owner = replaced.Owner,
            Purpose = replaced.Purpose,
            Criticality = replaced.Criticality,
            Environment = replaced.Environment,
            Tags = replaced.Tags,
        };
    }

    /// <summary>The authority whose place is to be taken; null when none is named.</summary>
    /// <exception cref="MimException">
    /// As <see cref="Next"/>; <see cref="MimErrorCause.InvalidArgument"/>: it certifies others than that one.
    /// </exception>
    public MachineIdentity? Replaced(NewSshAuthority wanted, CancellationToken cancellationToken)
    {
        if (wanted.Replaces is null)
        {
            return null;
        }

        var replaced = finder.Find(wanted.Replaces, cancellationToken);
        return TemplateOf(replaced).AuthorityUse is var use && use == wanted.Use
            ? replaced
            : throw new MimException(
                MimErrorCause.InvalidArgument,
                $"'{replaced.Name}' is for {use}, and so is what takes its place: '{wanted.Name}' is not for {wanted.Use}.",
                wanted.Name);
    }

    private SshKeyTemplate TemplateOf(MachineIdentity replaced)
    {
        AuthorityHeritage.RequireReplaceable(new AuthorityLine(inventory.Authorities), replaced, inventory.Identities);
        var what = $"how authority '{replaced.Name}' was made";
        return SshKeyTemplate.FromJson(inventory.Versions.Get(replaced.CurrentVersionId.Required(what))?.Template).Required(what);
    }
}
