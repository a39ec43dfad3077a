// name: go-parent-context
// title: fetches use the caller's context instead of the group's: the first failure does not cancel the other fetch
// of: go_fetch_user_profile
// class: cancellation
// killed-by: P13 P18 P20
// flavours: go go-race
// report: https://github.com/docker/compose/pull/13480 https://github.com/ihippik/wal-listener/pull/53

package main

import (
	"context"

	"golang.org/x/sync/errgroup"
)

func fetchUserProfileByParentContext(ctx context.Context, id string, fetchUser, fetchOrders fetch) (*profile, error) {
	g, _ := errgroup.WithContext(ctx)
	var user, orders string
	g.Go(func() (err error) {
		user, err = fetchUser(ctx)
		return wrap("fetch user "+id, err)
	})
	g.Go(func() (err error) {
		orders, err = fetchOrders(ctx)
		return wrap("fetch orders of user "+id, err)
	})
	if err := g.Wait(); err != nil {
		return nil, err
	}
	return &profile{user, orders}, nil
}
