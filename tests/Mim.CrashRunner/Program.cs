using System.Globalization;

namespace Mim.CrashRunner;

/// <summary>
/// Does one piece of work on a store and dies in the middle of it, as a machine that loses its power would.
/// <c>step STORE rotate|wait|fail|undo|repair|deliver|deliver-list|authority|ssh ID CALL before|after</c> dies at the given call of a port;
/// <c>record STORE rotate|… ID FOLDER</c> keeps what a death at each call would leave, and lives;
/// <c>work STORE FOLDER SEED</c> works until it is killed;
/// <c>due STORE KEYFILE DAYS</c> rotates what is due in so many days, and ends by itself.
/// </summary>
internal static class Program
{
    private static async Task<int> Main(string[] arguments)
    {
        switch (arguments)
        {
            case ["step", var store, var scenario, var id, var call, var side]:
                var death = new Death(int.Parse(call, CultureInfo.InvariantCulture), before: side == "before");
                await Steps.DieAsync(store, scenario, Guid.Parse(id), death);
                return 0;
            case ["record", var store, var scenario, var id, var shots]:
                await Steps.RecordAsync(store, scenario, Guid.Parse(id), shots);
                return 0;
            case ["due", var store, var keyFile, var days]:
                await DueRun.RunAsync(store, keyFile, int.Parse(days, CultureInfo.InvariantCulture));
                return 0;
            case ["work", var store, var folder, var seed]:
                await new Workload(store, folder, int.Parse(seed, CultureInfo.InvariantCulture)).RunAsync();
                return 0;
            default:
                return 2;
        }
    }
}
