using System.Management.Automation;

using Mim.Core.Audit;
using Mim.PowerShell.Binding;
using Mim.PowerShell.Binding.Completion;

namespace Mim.PowerShell.Commands;

/// <summary>Reads the audit.</summary>
[Cmdlet(VerbsCommon.Get, Nouns.Audit, SupportsPaging = true)]
[OutputType(typeof(AuditRecord))]
public sealed class GetMachineIdentityAuditCommand : MimCommand
{
    /// <summary>Names of what was acted on, wildcards allowed.</summary>
    [Parameter(Position = 0)]
    [ArgumentCompleter(typeof(IdentityNameCompleter))]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    public string[] Name { get; set; } = [];

    /// <summary>Id of what was acted on.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public Guid? Id { get; set; }

    /// <summary>Bound from objects that name their identity beside an id of their own.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true, DontShow = true)]
    public Guid? IdentityId { get; set; }

    /// <summary>Names of acts, wildcards allowed.</summary>
    [Parameter]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    public string[] Act { get; set; } = [];

    /// <summary>Accounts that acted, wildcards allowed.</summary>
    [Parameter]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    public string[] Actor { get; set; } = [];

    /// <summary>One run of one command.</summary>
    [Parameter]
    public Guid? RunId { get; set; }

    /// <summary>How the act ended.</summary>
    [Parameter]
    public ActOutcome? Outcome { get; set; }

    /// <summary>Acts at or after this time.</summary>
    [Parameter]
    public DateTimeOffset? After { get; set; }

    /// <summary>Acts before this time.</summary>
    [Parameter]
    public DateTimeOffset? Before { get; set; }

    /// <summary>Newest first.</summary>
    [Parameter]
    public SwitchParameter Descending { get; set; }

    private protected override void Process()
    {
        var page = new Page(PagingParameters);
        page.Write(this, Session.Audit.Read(Query() with { First = page.Rows }, StopToken));
    }

    private AuditQuery Query() => new()
    {
        Subjects = Name,
        SubjectId = (IdentityId ?? Id)?.ToString(),
        Acts = Act,
        Actors = Actor,
        RunId = RunId,
        Outcome = Outcome,
        After = After,
        Before = Before,
        Descending = Descending,
    };
}
