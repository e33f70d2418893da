using System.Management.Automation;

using Mim.Core.Identities;

namespace Mim.PowerShell.Binding;

/// <summary>A cmdlet that makes identities. Everything can come from the columns of a CSV file; an empty one says nothing.</summary>
public abstract class MakingCommand : DocumentedCommand
{
    /// <summary>Name of the identity.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [AllowEmptyString]
    [NameText]
    public string Name { get; set; } = "";

    /// <summary>How long what is made is valid.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Span]
    public TimeSpan? Lifetime { get; set; }

    /// <summary>With what all identities have, as the parameters say it.</summary>
    private protected T Filled<T>(T wanted)
        where T : NewIdentity => wanted with
        {
            Lifetime = Lifetime ?? wanted.Lifetime,
            Owner = Said(Owner) ?? wanted.Owner,
            Purpose = Said(Purpose) ?? wanted.Purpose,
            Criticality = Criticality ?? wanted.Criticality,
            Environment = Said(Environment) ?? wanted.Environment,
            Tags = Tag.Length > 0 ? Tag : wanted.Tags,
        };

    /// <summary>Checks with -WhatIf what the real thing would refuse; else asks, makes and emits.</summary>
    private protected void Make<T>(string target, string action, Action check, Func<T> make)
    {
        if (IsWhatIf)
        {
            check();
        }

        if (ShouldProcess(target, action))
        {
            WriteObject(make());
        }
    }
}
