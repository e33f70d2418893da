using System.Management.Automation;

using Mim.Core.Delivery;
using Mim.PowerShell.Binding.Completion;

namespace Mim.PowerShell.Binding;

/// <summary>
/// A cmdlet that works on targets: those of identities, or targets by their own ids. -Id means targets here; an identity in
/// the pipeline brings an id too, so the object counts for more.
/// </summary>
public abstract class TargetCommand : IdentityCommand
{
    /// <summary>Targets, and the tests of targets.</summary>
    [Parameter(ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [AsItIs(typeof(Target))]
    [ValidateNotNull]
    public Target[]? Target { get; set; }

    /// <summary>Only targets at these paths, wildcards allowed.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(TargetPathCompleter))]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    public string[] Path { get; set; } = [];

    /// <summary>The targets meant by the current record.</summary>
    /// <param name="orAll">Every target when nothing was chosen; else that ends the command.</param>
    private protected IEnumerable<Target> ChosenTargets(bool orAll)
    {
        IEnumerable<Target> targets = Target is not null ? Target
            : InputObject is null && IdentityId is null && Id is not null ? Id.Select(Found).OfType<Target>()
            : !IsChosen && (orAll || Path.Length > 0) ? Session.Targets.Find(identityId: null, StopToken)
            : Chosen().SelectMany(identity => Session.Targets.Find(identity.Id, StopToken));
        return targets.Where(IsWanted);
    }

    private bool IsWanted(Target target) =>
        Path.Length == 0 || Path.Any(path => Matches(path, target.Address));

    private bool Matches(string path, string address) =>
        WildcardPattern.Get(path, WildcardOptions.None).IsMatch(address)
        || (!WildcardPattern.ContainsWildcardCharacters(path) && Files.Full(path) == address);

    private Target? Found(Guid id)
    {
        Target? target = null;
        Attempt(id, () => target = Session.Targets.Get(id));
        return target;
    }
}
