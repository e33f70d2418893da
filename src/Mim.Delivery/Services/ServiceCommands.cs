using System.Globalization;
using Mim.Core;
using Mim.Core.Delivery;
using Mim.Core.Ports;
using Mim.Core.Sealing;
using Mim.Delivery.Commands;

namespace Mim.Delivery.Services;

/// <summary>Runs the commands of a service's target; what they say is shown, without secrets, when they fail.</summary>
internal sealed class ServiceCommands(ICommandRunner runner)
{
    /// <summary>Says what went wrong; null when nothing did, or there is nothing to run.</summary>
    /// <param name="what">What the command is for, as the beginning of a sentence.</param>
    /// <param name="command">Program and arguments; null for none.</param>
    /// <param name="target">Its files are in the environment.</param>
    /// <param name="password">What the command gets as a line of input, and what its output is cleared of; null for nothing.</param>
    /// <param name="cancellationToken">Ends the command.</param>
    public async Task<string?> TroubleAsync(
        string what, IReadOnlyList<string>? command, Target target, KeyMaterial? password, CancellationToken cancellationToken)
    {
        if (command is null)
        {
            return null;
        }

        var settings = (ServiceTargetSettings)target.Settings;
        using var input = password is null ? null : Line(password);
        var request = new CommandRequest
        {
            Arguments = command,
            Script = target.Kind == TargetKind.Script ? command[^1] : null,
            Environment = Variables(target),
            Input = input,
            Timeout = settings.Timeout,
        };
        try
        {
            var result = await runner.RunAsync(request, cancellationToken).ConfigureAwait(false);
            return result.Succeeded ? null : Describe(what, command, settings.Timeout, result, password);
        }
        catch (MimException exception)
        {
            return $"{what}: {exception.Message}";
        }
    }

    private static string Describe(string what, IReadOnlyList<string> command, TimeSpan timeout, CommandResult result, KeyMaterial? password)
    {
        var end = result.ExitCode is { } code
            ? string.Create(CultureInfo.InvariantCulture, $"ended with {code}")
            : string.Create(CultureInfo.InvariantCulture, $"did not end within {timeout.TotalSeconds:0.#} s");
        var said = CommandOutput.Shown(result.Output, password);
        return $"{what}: {command[0]} {end}{(said.Length == 0 ? "." : $": {said}")}";
    }

    /// <summary>Paths, names and nothing secret.</summary>
    private static Dictionary<string, string> Variables(Target target)
    {
        var variables = new Dictionary<string, string>
        {
            ["MIM_IDENTITY"] = target.Identity, ["MIM_TARGET"] = target.Address, ["MIM_CERTIFICATE"] = target.File!.Path,
        };
        if (target.File.KeyPath is { } key)
        {
            variables["MIM_KEY"] = key;
        }

        if (target.File.ChainPath is { } chain)
        {
            variables["MIM_CHAIN"] = chain;
        }

        return variables;
    }

    private static KeyMaterial Line(KeyMaterial password)
    {
        var line = new KeyMaterial(password.Length + 1);
        password.Span.CopyTo(line.Span);
        line.Span[^1] = (byte)'\n';
        return line;
    }
}
