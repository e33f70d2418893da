using System.Management.Automation;

using Mim.Core.Identities;
using Mim.PowerShell.Binding.Completion;
using Mim.PowerShell.Errors;

namespace Mim.PowerShell.Binding;

/// <summary>
/// A cmdlet that works on chosen identities: by name with wildcards, by id, or by what other cmdlets emit.
/// An object in the pipeline counts for more than an id, an id for more than a name.
/// </summary>
public abstract class IdentityCommand : MimCommand
{
    /// <summary>Names, wildcards allowed.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(IdentityNameCompleter))]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    public virtual string[]? Name { get; set; }

    /// <summary>Ids of identities.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public virtual Guid[]? Id { get; set; }

    /// <summary>Bound from objects that have an id of their own and name their identity beside it: targets, rotations …</summary>
    [Parameter(ValueFromPipelineByPropertyName = true, DontShow = true)]
    public Guid[]? IdentityId { get; set; }

    /// <summary>Identities from Get-MachineIdentity.</summary>
    [Parameter(ValueFromPipeline = true)]
    [AsItIs(typeof(MachineIdentity))]
    [ValidateNotNull]
    public MachineIdentity[]? InputObject { get; set; }

    /// <summary>Kinds a name may mean here; none for all. Ids and objects are taken as they are.</summary>
    private protected virtual IReadOnlyList<IdentityKind> Kinds => [];

    /// <summary>Whether the current record says which identities.</summary>
    private protected bool IsChosen => Ids is not null || Name is not null;

    private IReadOnlyList<Guid>? Ids => InputObject?.Select(identity => identity.Id).ToList() ?? IdentityId?.ToList() ?? Id?.ToList();

    /// <summary>The identities meant by the current record. What is not found is written as an error; nothing chosen ends the command.</summary>
    private protected IEnumerable<MachineIdentity> Chosen()
    {
        if (!IsChosen)
        {
            ThrowTerminatingError(ErrorRecords.NothingChosen());
        }

        return InputObject ?? Find(new IdentityQuery { Kinds = Kinds });
    }

    private protected long Count(IdentityQuery filter) => Session.Identities.Count(Narrowed(filter), StopToken);

    /// <summary>Those of the chosen identities that keep <paramref name="filter"/>; all that keep it when none were chosen.</summary>
    private protected IEnumerable<MachineIdentity> Find(IdentityQuery filter)
    {
        var query = Narrowed(filter);
        var unseen = query.Ids.ToHashSet();
        var unseenNames = query.Names.Where(name => !WildcardPattern.ContainsWildcardCharacters(name))
            .ToHashSet(StringComparer.OrdinalIgnoreCase);
        foreach (var identity in ReadAhead.Of(Session.Identities.Find(query, StopToken), StopToken))
        {
            unseen.Remove(identity.Id);
            unseenNames.Remove(identity.Name);
            yield return identity;
        }

        // What a filter left out is there all the same, and no error.
        foreach (var id in unseen.Where(id => !Exists(new IdentityQuery { Ids = [id] })))
        {
            WriteError(ErrorRecords.IdentityNotFound(id));
        }

        foreach (var name in unseenNames.Where(name => !Exists(
            new IdentityQuery { Names = [name], Kinds = Kinds, IncludeDestroyed = filter.IncludeDestroyed })))
        {
            WriteError(ErrorRecords.IdentityNotFound(name));
        }
    }

    private IdentityQuery Narrowed(IdentityQuery filter) =>
        Ids is { } ids ? filter with { Ids = ids } : filter with { Names = Name ?? [] };

    private bool Exists(IdentityQuery query) => Session.Identities.Count(query, StopToken) > 0;
}
