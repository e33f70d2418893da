using SQLitePCL;

namespace Mim.Testing;

/// <summary>Changes a store's file behind the product's back, as somebody with write access could.</summary>
public static class RawStore
{
    public static void Execute(string path, params string[] statements)
    {
        Batteries_V2.Init();
        Check(raw.sqlite3_open(path, out var database), database);
        using (database)
        {
            foreach (var statement in statements)
            {
                Check(raw.sqlite3_exec(database, statement), database);
            }
        }
    }

    private static void Check(int code, sqlite3 database)
    {
        if (code != raw.SQLITE_OK)
        {
            throw new InvalidOperationException(raw.sqlite3_errmsg(database).utf8_to_string());
        }
    }
}
