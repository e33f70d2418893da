Describe 'Add-MachineIdentityTarget' {
    BeforeAll {
        Import-Module "$PSScriptRoot/MimTest.psm1" -Force
        $store = Initialize-TestStore $TestDrive
        $web, $shop, $folder = Initialize-TestDelivery $TestDrive
    }

    AfterAll {
        $env:MIM_STORE = $null
    }

    It 'adds PEM files with owner, group and mode' {
        $target = Add-MachineIdentityTarget web01 "$folder/web01.pem" -KeyPath "$folder/web01.key" -ChainPath "$folder/chain.pem" -FileOwner www -Group www -Mode 0640
        $target.Identity | Should -Be 'web01'
        $target.Address | Should -Be "$folder/web01.pem"
        $target.File.Layout | Should -Be 'Pem'
        $target.File.KeyPath | Should -Be "$folder/web01.key"
        $target.File.ChainPath | Should -Be "$folder/chain.pem"
        $target.File.Owner | Should -Be 'www'
        $target.File.Mode | Should -Be 416
        $target.HasPassword | Should -BeFalse
        Assert-Views $target
    }

    It 'adds a PFX file by its extension, with a password that is not shown' {
        $target = Add-MachineIdentityTarget web01 "$folder/web01.pfx" -Password (ConvertTo-TestSecret canary-1138)
        $target.File.Layout | Should -Be 'Pfx'
        $target.HasPassword | Should -BeTrue
        $target | Format-List * | Out-String | Should -Not -Match 'canary'
    }

    It 'replaces the target at the same path' {
        $first = Add-MachineIdentityTarget shop01 "$folder/shop.pem" -KeyPath "$folder/shop.key"
        $second = Add-MachineIdentityTarget shop01 "$folder/shop.pem" -KeyPath "$folder/shop.key" -Mode 600
        $second.Id | Should -Be $first.Id
        Get-MachineIdentityTarget shop01 | ForEach-Object { $_.File.Mode } | Should -Be 384
    }

    It 'takes paths relative to the location, and paths made from each identity' {
        Push-Location $TestDrive
        try {
            (Add-MachineIdentityTarget web01 ./rel.pem -KeyPath ./rel.key).Address | Should -Be "$TestDrive/rel.pem"
        }
        finally {
            Pop-Location
        }

        Get-MachineIdentity web01, shop01 | Add-MachineIdentityTarget -Path { "$folder/$($_.Name).crt" } -KeyPath { "$folder/$($_.Name).crt.key" } |
            ForEach-Object { Split-Path $_.Address -Leaf } | Should -Be 'shop01.crt', 'web01.crt'
    }

    It 'takes rows of a CSV file' {
        $target = [pscustomobject]@{ Name = 'web01'; Path = "$folder/row.pem"; KeyPath = "$folder/row.key"; Mode = '0600'; ChainPath = ''; Format = '' } | Add-MachineIdentityTarget
        $target.File.Mode | Should -Be 384
        $target.File.ChainPath | Should -BeNullOrEmpty
    }

    It 'gives a target a maintenance window that rotations wait for' {
        $closed = "0 0 1 $([datetime]::UtcNow.AddMonths(6).Month) *"
        $target = Add-MachineIdentityTarget shop01 "$folder/shop-window.pem" -KeyPath "$folder/shop-window.key" -Window $closed -WindowDuration 2h -WindowZone Europe/Berlin
        $target.Window.Cron | Should -Be $closed
        $target.Window.Duration | Should -Be ([timespan]::FromHours(2))
        $target.Window.Zone | Should -Be 'Europe/Berlin'
        Assert-Views $target
        [pscustomobject]@{ Name = 'shop01'; Path = "$folder/shop-window.pem"; KeyPath = "$folder/shop-window.key"; Window = $closed; WindowDuration = ''; WindowZone = '' } |
            Add-MachineIdentityTarget | ForEach-Object { $_.Window.Zone } | Should -Be 'UTC'

        $waiting = Invoke-MachineIdentityRotation shop01
        $waiting.Outcome | Should -Be 'Waiting'
        $waiting.Reason | Should -Match 'maintenance window'
        $waiting | Resume-MachineIdentityRotation | ForEach-Object Outcome | Should -Be 'Skipped'
        $waiting | Resume-MachineIdentityRotation -Force | ForEach-Object Outcome | Should -Be 'Completed'
        Assert-TestError { Add-MachineIdentityTarget web01 "$folder/x.pem" -Window '0 25 * * *' } -Id InvalidArgument -Category InvalidArgument -Target '0 25 * * *'
        (TabExpansion2 'Add-MachineIdentityTarget web01 x.pem -WindowZone Europe/Berl').CompletionMatches[0].CompletionText | Should -Be 'Europe/Berlin'
    }

    It 'warns when a key goes nowhere' {
        $null = Add-MachineIdentityTarget web01 "$folder/nokey.pem" -WarningVariable said -WarningAction SilentlyContinue
        $said | Should -Match 'KeyPath'
    }

    It 'changes nothing with -WhatIf' {
        Assert-ChangesNothing { Add-MachineIdentityTarget web01 "$folder/what.pem" -KeyPath "$folder/what.key" -WhatIf }
    }

    It 'reports what it refuses' {
        Assert-TestError { Add-MachineIdentityTarget none "$folder/x.pem" } -Id IdentityNotFound -Category ObjectNotFound -Target none
        Assert-TestError { Add-MachineIdentityTarget web01 "$folder/x.pem" -KeyPath "$folder/x.key" -Mode rw } -Id InvalidArgument -Category InvalidArgument -Target rw
        Assert-TestError { Add-MachineIdentityTarget web01 "$folder/x.pfx" -KeyPath "$folder/x.key" } -Id InvalidArgument -Category InvalidArgument
    }

    It 'stops' {
        Assert-Stops 'Add-MachineIdentityTarget web01 "$folder/$(New-Guid).pfx" -Store $store' @{ store = $store; folder = $folder }
    }
}
