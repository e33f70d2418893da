using System.Management.Automation;

using Mim.Core.Tokens;
using Mim.PowerShell.Binding;
using Mim.PowerShell.Binding.Completion;

namespace Mim.PowerShell.Commands;

/// <summary>Makes tokens that machines show to services.</summary>
[Cmdlet(VerbsCommon.New, Nouns.Token, SupportsShouldProcess = true)]
[OutputType(typeof(MachineToken))]
public sealed class NewMachineTokenCommand : MakingCommand
{
    /// <summary>What its holder may do.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [List]
    public string[] Scope { get; set; } = [];

    /// <summary>Services that may accept it.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [List]
    public string[] Audience { get; set; } = [];

    /// <summary>Networks that it may come from.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [List]
    public string[] SourceNetwork { get; set; } = [];

    /// <summary>Authority that signs it as a JSON Web Token; an opaque one when left out.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(TokenAuthorityNameCompleter))]
    public string? Authority { get; set; }

    /// <summary>How often it may be used; any number when left out.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [BlankIsNull]
    public int? MaximumUses { get; set; }

    /// <summary>Emit the token as text.</summary>
    [Parameter]
    public SwitchParameter AsPlainText { get; set; }

    private protected override void Process() => Attempt(Name, Make);

    private void Make()
    {
        var wanted = Filled(new NewToken
        {
            Name = Name,
            Terms = new TokenTerms { Scopes = Scope, Audiences = Audience, Networks = SourceNetwork, MaximumUses = MaximumUses },
            Authority = Said(Authority),
            Form = Secrets.Form(AsPlainText),
        });
        Make(
            Name,
            "Make token",
            () => Session.Tokens.Check(wanted, StopToken),
            () =>
            {
                using var token = Session.Tokens.Create(wanted, StopToken);
                return Secrets.Shown(token, AsPlainText);
            });
    }
}
