using System.Management.Automation;
using System.Management.Automation.Language;

using Mim.Core;

namespace Mim.PowerShell.Binding;

/// <summary>What a script of an account has to look like, and the parameters that it wants.</summary>
internal static class AccountScriptText
{
    public const string Credential = nameof(Credential);
    public const string Administrator = nameof(Administrator);
    public const string Server = nameof(Server);

    /// <summary>The text of a block; null where none was said.</summary>
    /// <exception cref="MimException">
    /// <see cref="MimErrorCause.InvalidArgument"/>: it has no <c>$Credential</c>, or ends the session that it runs in.
    /// </exception>
    public static string? Checked(ScriptBlock? script, string parameter)
    {
        if (script is null)
        {
            return null;
        }

        var text = script.ToString();
        Require(Wants(text).Contains(Credential), parameter, "begins with param($Credential): the account and its password");
        Require(!Exits(text), parameter, "runs in the session that rotates, which exit would end: throw instead");
        return text;
    }

    /// <summary>The names of its parameters.</summary>
    public static IReadOnlySet<string> Wants(string text) => Parsed(text).ParamBlock is { } block
        ? block.Parameters.Select(parameter => parameter.Name.VariablePath.UserPath).ToHashSet(StringComparer.OrdinalIgnoreCase)
        : new HashSet<string>();

    public static bool Exits(string text) => Parsed(text).Find(node => node is ExitStatementAst, searchNestedScriptBlocks: true) is not null;

    private static ScriptBlockAst Parsed(string text) => Parser.ParseInput(text, out _, out _);

    private static void Require(bool holds, string parameter, string rule)
    {
        if (!holds)
        {
            throw new MimException(MimErrorCause.InvalidArgument, $"A script of an account {rule}.", parameter);
        }
    }
}
