using System.CommandLine;

namespace Mim.Host.Commands;

/// <summary><c>mim find</c>.</summary>
internal static class FindCommand
{
    public static Command Create() => new("find", "Find what lies where it should not.") { FindSecretsCommand.Create() };
}
