using System.Management.Automation;

using Mim.Core.Identities;
using Mim.PowerShell.Binding;
using Mim.PowerShell.Binding.Completion;

namespace Mim.PowerShell.Commands;

/// <summary>Changes what is known about identities.</summary>
[Cmdlet(VerbsCommon.Set, Nouns.Identity, SupportsShouldProcess = true)]
[OutputType(typeof(MachineIdentity))]
public sealed class SetMachineIdentityCommand : IdentityCommand
{
    /// <summary>A new name.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? NewName { get; set; }

    /// <summary>Who answers for it; empty for nobody.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(OwnerCompleter))]
    [AllowEmptyString]
    public string? Owner { get; set; }

    /// <summary>What it is for.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [AllowEmptyString]
    public string? Purpose { get; set; }

    /// <summary>How much depends on it.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [BlankIsNull]
    public Criticality? Criticality { get; set; }

    /// <summary>Where it is used.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [AllowEmptyString]
    public string? Environment { get; set; }

    /// <summary>Tags instead of those it has.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(TagCompleter))]
    [AllowEmptyCollection]
    [List]
    public string[]? Tag { get; set; }

    /// <summary>Tags to add.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(TagCompleter))]
    [List]
    public string[] AddTag { get; set; } = [];

    /// <summary>Tags to remove.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(TagCompleter))]
    [List]
    public string[] RemoveTag { get; set; } = [];

    /// <summary>Emit the changed identities.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    private protected override void Process()
    {
        foreach (var identity in Chosen().Where(identity => ShouldProcess(identity.Name, "Set identity")))
        {
            Attempt(identity.Name, () => Set(identity.Id));
        }
    }

    private void Set(Guid id)
    {
        var changed = Session.Identities.Set(id, Change(), StopToken);
        if (PassThru)
        {
            WriteObject(changed);
        }
    }

    /// <summary>A piped identity brings its own owner, purpose … along; only what was said on the command line changes it.</summary>
    private bool Means(string parameter) => InputObject is null || !IsPiped(parameter);

    private IdentityChange Change() => new()
    {
        Name = NewName,
        Owner = Means(nameof(Owner)) ? Owner : null,
        Purpose = Means(nameof(Purpose)) ? Purpose : null,
        Criticality = Means(nameof(Criticality)) ? Criticality : null,
        Environment = Means(nameof(Environment)) ? Environment : null,
        Tags = Tag,
        AddTags = AddTag,
        RemoveTags = RemoveTag,
    };
}
