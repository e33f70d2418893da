using System.CommandLine;
using System.Text.RegularExpressions;
using Mim.Core;
using Mim.Host.Hosting;

namespace Mim.Host.Commands;

/// <summary><c>mim store roles</c>: the script of the database roles, for psql.</summary>
internal static partial class StoreRolesCommand
{
    private const string Resource = "roles.sql";

    public static Command Create()
    {
        var schema = new Option<string>("--schema")
        {
            Description = "Schema that holds the store's tables: the Search Path of its address.",
            HelpName = "name",
            DefaultValueFactory = _ => "mim",
        };
        var command = new Command("roles", "Print the script that makes the PostgreSQL roles mim_runner, mim_reader and mim_auditor; pipe it to psql.") { schema };
        command.SetAction(parsed => Print(parsed.GetValue(schema)!, parsed.InvocationConfiguration.Output));
        return command;
    }

    private static int Print(string schema, TextWriter output)
    {
        if (!Name().IsMatch(schema))
        {
            throw new MimException(MimErrorCause.InvalidArgument, $"'{schema}' is not the name of a schema: letters, digits and underscores, at most 63.", schema);
        }

        using var script = new StreamReader(typeof(StoreRolesCommand).Assembly.GetManifestResourceStream(Resource)!);
        output.WriteLine($"\\set schema {schema}");
        output.Write(script.ReadToEnd());
        return ExitCodes.Success;
    }

    [GeneratedRegex("^[A-Za-z_][A-Za-z0-9_]{0,62}\\z")]
    private static partial Regex Name();
}
